import pytest

from donate.ledger.periods import periods
from donate.ledger.verifying import verify_and_record
from donate.models import Book
from tests.donate import factories
from tests.donate.transparency import books

pytestmark = pytest.mark.django_db
MONTHS = "/api/v1/ledger/months/"
MAY = f"{MONTHS}2026-05/"
FILES = "/api/v1/ledger/files/"
CHECK = "/api/v1/ledger/check/"


@pytest.fixture(autouse=True)
def no_page_cache(settings):
    settings.PAGE_CACHE_ENABLED = False


def test_every_month_is_listed_newest_first(client):
    books.two_months()
    factories.cost(1_00, book="live", occurred_at=books.MAY.replace(month=7))
    found = client.get(MONTHS).json()
    assert found["total"] == 3 and found["next"] is None
    assert [(row["month"], row["closed"]) for row in found["results"]] == [
        ("2026-07", False),
        ("2026-06", True),
        ("2026-05", True),
    ]
    assert client.get(found["results"][2]["url"]).json()["month"] == "2026-05"


def test_a_month_says_the_same_as_its_page(client):
    books.two_months()
    answer = client.get(MAY).json()
    page = client.get("/donasi/transparansi/2026-05/").content.decode()
    [rupiah] = answer["currencies"]
    [shown] = periods(Book.objects.get(name="live"), books.day(5), books.day(5))
    for name, amount in rupiah["figures"].items():
        assert amount == f"{shown.money[name].major:f}"
        assert str(shown.money[name]) in page
    assert rupiah["difference"] == "0.00"
    for part in (*rupiah["sources"], *rupiah["costs"]):
        assert part["name"] in page


def test_a_closed_month_says_since_when(client):
    factories.cost(1_00, book="live")
    assert client.get(MAY).json()["closed_at"] is None
    closed = books.close()
    at = closed.closed_at.isoformat().replace("+00:00", "Z")
    assert client.get(MAY).json()["closed_at"] == at


def test_the_files_are_those_that_are_sent(client):
    books.two_months()
    for row in client.get(FILES).json()["results"]:
        content = client.get(row["url"]).content
        assert books.sha256(content) == row["sha256"]
        assert len(content) == row["bytes"]


def test_the_check_is_that_of_the_page(client):
    factories.gift(book="live")
    verify_and_record()
    answer = client.get(CHECK).json()
    assert answer["checked"]["problems"] == 0
    assert answer["checked"]["entries"] == answer["entries"] == 1
    [balance] = answer["balances"]
    assert balance["closing"] == balance["left"] == "47500.00"
    assert balance["difference"] == "0.00"


@pytest.mark.parametrize("path", [MONTHS, MAY, FILES, CHECK, "/api/v1/ledger/summary/"])
def test_what_did_not_change_is_not_sent_again(client, path):
    books.two_months()
    etag = client.get(path)["ETag"]
    again = client.get(path, headers={"if-none-match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    assert again["Access-Control-Allow-Origin"] == "*"


def test_what_changed_is_sent_again(client):
    factories.cost(1_00, book="live")
    etag = client.get(MAY)["ETag"]
    factories.cost(1_00, book="live")
    assert client.get(MAY, headers={"if-none-match": etag}).status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"{MONTHS}2026-13/", 404),
        (f"{MONTHS}2026-04/", 404),
        (f"{MONTHS}mei/", 404),
        (f"{MONTHS}2026-5/", 404),
        (f"{MONTHS}2026-W01/", 404),
        (f"{MONTHS}?limit=5", 400),
        (f"{FILES}?month=2026-05", 400),
    ],
)
def test_what_there_is_not_is_a_problem(client, path, status):
    factories.cost(1_00, book="live")
    answer = client.get(path)
    assert answer.status_code == answer.json()["status"] == status
    assert answer["Content-Type"] == "application/problem+json"


def test_the_addresses_are_described(client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    for path in ("months/", "months/{month}/", "files/", "check/"):
        assert "200" in paths[f"/ledger/{path}"]["get"]["responses"]


@pytest.mark.parametrize("path", [MONTHS, MAY, FILES, CHECK])
def test_takes_six_queries_at_most(client, django_assert_max_num_queries, path):
    books.two_months()
    client.get(path)
    with django_assert_max_num_queries(6):
        client.get(path)
