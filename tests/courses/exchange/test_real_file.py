"""The lists this was built for, kept beside the repository and not in it."""

from pathlib import Path

import pytest
import tablib
from django.conf import settings

from courses.exchange.tables import read_rows
from courses.models import CoursePage

DATA = Path(settings.BASE_DIR).parent / "shared" / "data" / "free-courses-id.csv"

pytestmark = pytest.mark.skipif(
    not DATA.exists(), reason=f"the real list is not at {DATA}"
)


def test_247_rows_make_242_courses_and_the_second_run_none(run):
    first = run(DATA)
    assert "242 made, 0 unchanged, 1 merged, 4 conflicting, 0 rejected" in first
    assert CoursePage.objects.count() == 242
    assert CoursePage.objects.filter(needs_account=True).count() == 22
    assert CoursePage.objects.filter(format="video").count() == 197 - 5
    assert "0 made, 242 unchanged" in run(DATA)
    assert CoursePage.objects.count() == 242


def test_1382_english_rows_are_read(run):
    output = run(DATA.with_name("free-courses-en.csv"), "--dry-run")
    assert "1365 made, 0 unchanged, 5 merged, 12 conflicting, 0 rejected" in output


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_the_same_1382_rows_are_read_from_a_spreadsheet(kind, tmp_path):
    path = DATA.with_name("free-courses-en.csv")
    with path.open(encoding="utf-8", newline="") as file:
        data = tablib.import_set(file, "csv")
    copy = tmp_path / f"list.{kind}"
    copy.write_bytes(data.export(kind))
    assert list(read_rows(copy)) == list(read_rows(path))
