import pytest
from django.utils import timezone
from rest_framework.views import APIView

from donate.api.http import PublicView
from donate.api.views import SummaryView
from donate.ledger.statements import statement
from donate.models import LedgerCheck
from tests.donate.factories import cost, donation, entry, gift

pytestmark = pytest.mark.django_db
SUMMARY = "/api/v1/ledger/summary/"


@pytest.fixture(autouse=True)
def no_page_cache(settings):
    settings.PAGE_CACHE_ENABLED = False


def test_says_what_came_went_and_is_left(client):
    entry(1_250_000_00, book="live")
    gift(50_000_00, fee=2_500_00, book="live")
    cost(30_000_00, book="live")
    answer = client.get(SUMMARY).json()
    assert (answer["book"], answer["entries"]) == ("live", 3)
    [rupiah] = answer["currencies"]
    assert rupiah["currency"] == "IDR"
    assert rupiah["left"] == "1267500.00"
    assert rupiah["cash"] == {"bank": "1220000.00", "stripe": "47500.00"}
    assert rupiah["costs"][0]["account"] == "expenses:hosting"
    assert rupiah["costs"][0]["amount"] == "30000.00"
    [month] = rupiah["months"]
    assert month["month"] == "2026-05"
    assert month["figures"] == rupiah["total"]
    assert rupiah["total"] == {
        "opening": "0.00",
        "ads": "1250000.00",
        "donations": "50000.00",
        "other": "0.00",
        "came_in": "1300000.00",
        "refunds": "0.00",
        "disputes": "0.00",
        "fees": "2500.00",
        "costs": "30000.00",
        "went_out": "32500.00",
        "exchange": "0.00",
        "closing": "1267500.00",
    }


def test_pins_the_newest_entry(client):
    newest = entry(book="live")
    assert client.get(SUMMARY).json()["last_hash"] == newest.hash


def test_play_money_is_not_in_the_live_book(client):
    entry(book="test")
    answer = client.get(SUMMARY).json()
    assert (answer["book"], answer["entries"]) == ("live", 0)
    assert answer["currencies"] == []


def test_the_test_book_says_that_it_is_one(client, settings):
    settings.DEBUG = True
    entry(book="test")
    assert client.get(SUMMARY).json()["book"] == "test"


def test_tells_when_the_book_was_last_checked(client):
    entry(book="live")
    assert client.get(SUMMARY).json()["checked"] is None
    at = timezone.now()
    LedgerCheck.objects.create(
        book_id="live", checked_at=at, last_seq=1, problem_count=0
    )
    assert client.get(SUMMARY).json()["checked"] == {
        "at": at.isoformat().replace("+00:00", "Z"),
        "entries": 1,
        "problems": 0,
    }


def test_agrees_with_the_statement_of_the_page(client):
    entry(7_00, book="live", currency="USD", into="assets:stripe:usd")
    gift(book="live")
    found = client.get(SUMMARY).json()["currencies"]
    for told, meant in zip(found, statement("live").currencies, strict=True):
        assert told["currency"] == meant.currency
        assert told["left"] == f"{meant.left.major:f}"


def test_names_nobody(client):
    given = donation(book_id="live")
    gift(book="live", donation=given, note_text="dari Ibu Sari")
    answer = client.get(SUMMARY).content.decode()
    assert "Sari" not in answer
    assert str(given.public_id) not in answer


@pytest.mark.parametrize("size", [1, 40])
def test_takes_five_queries_at_most(client, django_assert_max_num_queries, size):
    for _ in range(size):
        entry(book="live")
    client.get(SUMMARY)
    with django_assert_max_num_queries(5):
        client.get(SUMMARY)


def test_behaves_like_the_rest_of_the_api(client):
    answer = client.get(SUMMARY)
    assert answer["Content-Type"] == "application/json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "max-age=60" in answer["Cache-Control"]
    assert not answer.cookies
    assert client.head(SUMMARY).status_code == 200
    assert client.options(SUMMARY).status_code == 204


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("post", SUMMARY, 405),
        ("delete", SUMMARY, 405),
        ("get", f"{SUMMARY}?month=2026-05", 400),
        ("get", f"{SUMMARY}?format=xml", 400),
    ],
)
def test_what_it_does_not_do_is_a_problem(client, method, path, status):
    answer = getattr(client, method)(path)
    assert answer.status_code == answer.json()["status"] == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert answer["Cache-Control"] == "no-store"


def test_html_is_not_on_offer(client):
    answer = client.get(SUMMARY, headers={"accept": "text/html"})
    assert answer.status_code == answer.json()["status"] == 406
    assert answer.json()["detail"] == "This API answers in application/json only."


def test_a_condition_that_fails_is_a_problem(client):
    answer = client.get(SUMMARY, headers={"if-match": '"x"'})
    assert answer.status_code == answer.json()["status"] == 412
    assert answer["Content-Type"] == "application/problem+json"


def test_is_limited_together_with_the_rest_of_the_api(client, settings):
    settings.PRAKERJA_COURSES = {"LIMIT_API": (2, 86_400)}
    client.get("/api/v1/")
    answer = client.get(SUMMARY)
    assert answer["RateLimit"].startswith('"burst";r=0;')
    refused = client.get(SUMMARY)
    assert refused.status_code == refused.json()["status"] == 429
    assert 0 < int(refused["Retry-After"]) <= 86_400
    assert refused.json()["type"].endswith("#too-many-requests")


def test_alone_it_has_no_limit_and_its_problems_no_type(rf, settings):
    settings.ROOT_URLCONF = "donate.api.urls"
    view = SummaryView.as_view()
    assert "RateLimit" not in view(rf.get("/"))
    assert view(rf.get("/?x=1")).data["type"] == "about:blank"


def test_no_policy_is_left_to_the_host():
    policies = {name for name in vars(APIView) if name.endswith(("_class", "_classes"))}
    assert len(policies) == 8
    assert policies <= vars(PublicView).keys()
