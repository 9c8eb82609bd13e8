"""The list of modules that training ecosystems may take over."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.api import handover
from courses.api.rows import row_of
from courses.records.keeping import keep_all
from tests.courses.factories import (
    CategoryFactory,
    ContributorFactory,
    CourseFactory,
    CreditFactory,
    licence,
)

pytestmark = pytest.mark.django_db
LIST = "/api/v1/handover.csv"
COLUMNS = [
    "uid", "title", "summary", "url", "api_url", "category", "format", "level",
    "language", "duration_minutes", "contributors", "rights_holder", "licence",
    "licence_url", "attribution", "handover_amount", "currency", "updated",
    "asks_attribution", "asks_share_alike",
]  # fmt: skip


def offered(parent, **facts):
    return CourseFactory(parent=parent, **{"handover_price": 0, **facts})


@pytest.fixture
def rows(client):
    """The rows of the file, each by the names of its columns."""

    def read(**query):
        answer = client.get(LIST, query)
        assert answer.status_code == 200
        text = answer.getvalue().decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))

    return read


def test_a_row_says_all_that_is_needed_to_take_a_module(client, category, rows):
    course = offered(category, title="Kas", handover_price=1, language="id")
    for name in ("Ani, S.E.", "Budi"):
        CreditFactory(page=course, contributor=ContributorFactory(name=name))
    [row] = rows()
    told = client.get(f"/api/v1/courses/{course.uid}/").json()
    assert list(row) == COLUMNS
    assert row == {
        "uid": str(course.uid),
        "title": "Kas",
        "summary": course.summary,
        "url": course.full_url,
        "api_url": told["api_url"],
        "category": "bisnis-digital",
        "format": course.format,
        "level": course.level,
        "language": "id",
        "duration_minutes": "45",
        "contributors": "Ani, S.E.; Budi",
        "rights_holder": "Yayasan Contoh",
        "licence": "cc-by-4.0",
        "licence_url": "https://creativecommons.org/licenses/by/4.0/",
        "attribution": told["attribution"]["text"],
        "handover_amount": "1",
        "currency": "IDR",
        "updated": told["updated"],
        "asks_attribution": "true",
        "asks_share_alike": "false",
    }


def test_only_what_is_offered_and_may_be_given_is_listed(category, rows):
    offered(category, title="Gratis")
    CourseFactory(parent=category, title="Tidak ditawarkan")
    offered(category, title="Draf", draft=True)
    asked = {"licence": licence("link-only"), "source_url": "https://s.example/"}
    offered(category, title="Bukan haknya", **asked)
    assert [row["title"] for row in rows()] == ["Gratis"]


def test_it_is_chosen_by_category_and_language(category, rows):
    offered(category, title="Satu")
    other = CategoryFactory(title="Lain", slug="lain")
    offered(other, title="Dua", language="en")
    assert [row["title"] for row in rows()] == ["Dua", "Satu"]
    assert [row["title"] for row in rows(category="lain")] == ["Dua"]
    assert [row["title"] for row in rows(language="id")] == ["Satu"]


@pytest.mark.parametrize(
    "query",
    ["category=nowhere", "language=xx", "level=beginner", "limit=5", "cursor=a"],
)
def test_any_other_parameter_is_refused(client, category, query):
    answer = client.get(f"{LIST}?{query}")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    [error] = answer.json()["errors"]
    assert error["parameter"] == query.partition("=")[0]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " =", "=\r\n"])
def test_no_spreadsheet_runs_a_title(start):
    [cell] = row_of([f"{start}HYPERLINK()"])
    assert cell.startswith("'")


def test_it_is_csv_as_spreadsheets_and_programs_know_it(client, category):
    offered(category, title='Kas, "besar"', summary="Satu\nDua")
    answer = client.get(LIST)
    body = answer.getvalue()
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="handover.csv"'
    assert body.startswith(b"\xef\xbb\xbfuid,title,")
    assert body.endswith(b"\r\n")
    assert b'"Kas, ""besar"""' in body
    assert body.count(b"\r\n") == 2


def test_a_site_with_nothing_to_give_has_a_head_only(client, category):
    body = client.get(LIST).getvalue().decode("utf-8-sig")
    assert body == f"{','.join(COLUMNS)}\r\n"


@pytest.mark.parametrize("accept", ["text/csv", "*/*", "text/*", "text/html,*/*;q=0.8"])
def test_who_takes_csv_or_anything_is_given_it(client, category, accept):
    answer = client.get(LIST, headers={"accept": accept})
    assert answer["Content-Type"] == "text/csv; charset=utf-8"


def test_who_takes_json_alone_is_told_what_there_is(client, category):
    answer = client.get(LIST, headers={"accept": "application/json"})
    assert answer.status_code == 406
    assert answer.json()["detail"] == "This address answers in text/csv only."


def test_any_site_may_ask_and_what_did_not_change_is_not_sent_again(client, category):
    course = offered(category)
    answer = client.get(LIST)
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Cache-Control"].startswith("public, max-age=60")
    assert not answer.cookies
    unchanged = client.get(LIST, headers={"if-none-match": answer["ETag"]})
    assert unchanged.status_code == 304
    assert unchanged["Access-Control-Allow-Origin"] == "*"
    course.title = "Baru"
    course.save()
    changed = client.get(LIST, headers={"if-none-match": answer["ETag"]})
    assert changed.status_code == 200


def test_what_is_being_worked_on_is_not_kept(client, category, rows):
    offered(category)
    keep_all()
    for _number in range(12):
        offered(category)
    answer = client.get(LIST)
    assert answer["Cache-Control"] == "no-store"


def test_head_says_what_get_says_without_the_rows(client, category):
    offered(category)
    answer = client.head(LIST)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.getvalue() == b""


def test_many_rows_come_in_parts_of_a_query_each(client, category, rows, monkeypatch):
    monkeypatch.setattr(handover, "AT_ONCE", 4)
    titles = [offered(category, title=f"Kursus {n:02}").title for n in range(10)]
    keep_all()
    with CaptureQueriesContext(connection) as seen:
        assert [row["title"] for row in rows()] == titles[::-1]
    # Three parts and that none is left, and before each where records stand.
    assert len(seen) == 1 + 2 * 4


def test_what_left_while_the_file_is_read_is_not_in_it(client, category):
    course = offered(category, title="Ditarik")
    keep_all()
    parts = iter(client.get(LIST).streaming_content)
    next(parts)
    type(course).objects.get(pk=course.pk).unpublish()
    assert b"Ditarik" not in b"".join(parts)
