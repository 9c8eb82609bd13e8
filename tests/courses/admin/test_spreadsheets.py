"""What an export holds, and the name of its file."""

import csv
import datetime as dt
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from courses.models import Contributor, CoursePage

from ..factories import ContributorFactory, CourseFactory

pytestmark = pytest.mark.django_db
MOMENT = dt.datetime(2026, 11, 22, 1, 12, 17, 487416, tzinfo=dt.UTC)
RIGHTS = reverse("prakerja_courses_rights")
CONTRIBUTORS = reverse("prakerja_courses_by_contributor")


def csv_row(client, url):
    file = b"".join(client.get(f"{url}?export=csv").streaming_content).decode()
    return next(csv.DictReader(io.StringIO(file)))


def xlsx_row(client, url):
    file = b"".join(client.get(f"{url}?export=xlsx").streaming_content)
    heading, row = load_workbook(io.BytesIO(file)).active.rows
    return {cell.value: value.value for cell, value in zip(heading, row, strict=True)}


@pytest.fixture
def course(sales):
    CourseFactory(parent=sales)
    CoursePage.objects.update(latest_revision_created_at=MOMENT)


def test_a_moment_stands_as_on_the_clocks_of_the_site(client, sign_in, course):
    sign_in("Editors")
    assert csv_row(client, RIGHTS)["Last changed"] == "2026-11-22 08:12"
    last = xlsx_row(client, RIGHTS)["Last changed"]
    assert last == dt.datetime(2026, 11, 22, 8, 12, 17)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("language", "heading", "word"),
    [("en", "In the public list", "Yes"), ("id", "Tampil di daftar umum", "Ya")],
)
@pytest.mark.parametrize("row", [csv_row, xlsx_row])
def test_a_choice_is_said_in_the_readers_words(
    client, sign_in, row, language, heading, word
):
    sign_in("Editors", language=language)
    ContributorFactory()
    assert row(client, CONTRIBUTORS)[heading] == word
    Contributor.objects.update(listed=False)
    assert row(client, CONTRIBUTORS)[heading] != word


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("language", "name"), [("en", "course-rights"), ("id", "hak-kursus")]
)
def test_the_file_has_the_name_of_its_report(client, sign_in, language, name, kind):
    sign_in("Editors", language=language)
    answer = client.get(f"{RIGHTS}?export={kind}")
    assert f'filename="{name}.{kind}"' in answer["Content-Disposition"]
