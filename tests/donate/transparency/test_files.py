import json
from pathlib import Path

import pytest

from donate import verifier
from donate.ledger.verifying import verify
from donate.models import JournalLine, PublishedMonth
from donate.testing import triggers_lifted
from tests.donate import factories

from . import books

pytestmark = pytest.mark.django_db
FILES = "/donasi/transparansi/berkas/"


@pytest.fixture(autouse=True)
def no_page_cache(settings):
    settings.PAGE_CACHE_ENABLED = False


def fetch(client, name):
    response = client.get(FILES + name)
    assert response.status_code == 200
    return response.content


def test_all_that_is_sent_checks_out_together(client):
    books.two_months()
    index = json.loads(fetch(client, "index.json"))
    files = {row["name"]: fetch(client, row["name"]) for row in index["files"]}
    report, _output = verifier.check(files, index)
    assert report.problems == [] and len(files) == 4


def test_the_program_that_is_sent_is_the_one_that_is_installed(client):
    content = fetch(client, "periksa.py")
    assert compile(content, "periksa.py", "exec")
    assert books.sha256(content) == books.sha256(Path(verifier.__file__).read_bytes())


def test_a_file_is_the_same_in_every_language(client):
    books.two_months()
    english = client.get("/en" + FILES + "2026-05.json").content
    assert english == fetch(client, "2026-05.json")
    index = client.get("/en" + FILES + "index.json").content
    assert index == fetch(client, "index.json")


def test_a_file_is_not_sent_twice(client):
    books.two_months()
    first = client.get(FILES + "2026-05.csv")
    assert first["Content-Type"] == "text/csv; charset=utf-8"
    again = client.get(FILES + "2026-05.csv", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("name", ["2026-05.json", "2026-05.xml", "2026-13.csv"])
def test_what_is_not_closed_has_no_file(client, name):
    factories.entry(book="live")
    assert client.get(FILES + name).status_code == 404


def test_no_cell_of_the_table_is_a_formula():
    books.two_months()
    for row in books.files()["2026-05.csv"].decode().splitlines()[1:]:
        for cell in row.split(","):
            assert cell[:1] not in ("=", "+", "@") and (
                cell[:1] != "-" or float(cell) < 0
            )


def test_a_row_changed_behind_our_back_is_found_in_the_files_too():
    books.two_months()
    with triggers_lifted():
        JournalLine.objects.filter(amount_minor=400_000_00).update(
            amount_minor=400_001_00
        )
    assert "files" in {problem.code for problem in verify()}


def test_a_changed_decision_is_found():
    books.two_months()
    with triggers_lifted():
        PublishedMonth.objects.update(given=[])
    assert "files" in {problem.code for problem in verify()}


def test_a_month_that_was_never_given_out_is_found():
    books.two_months()
    with triggers_lifted():
        PublishedMonth.objects.all()[1].delete()
    assert "files" in {problem.code for problem in verify()}


def test_a_month_closed_late_follows_the_one_closed_before_it():
    factories.cost(1_00, book="live")
    factories.cost(2_00, book="live", occurred_at=books.JUNE)
    books.close(books.JUNE)
    books.close(books.MAY)
    may = json.loads(books.files()["2026-05.json"])
    assert may["previous"]["month"] == "2026-06" and may["chain"] == []
    report, _output = verifier.check(books.files())
    assert report.problems == []
