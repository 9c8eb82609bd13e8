"""What is odd, broken or meant to do harm is answered cheaply and as documented."""

import gzip

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.api.negotiation import accepted, quality
from tests.courses.factories import CourseFactory

pytestmark = pytest.mark.django_db
LIST = "/api/v1/courses/"
LEDGER = "/api/v1/ledger/summary/"
RANGES = [
    "bytes=0-3",
    "bytes=-5",
    "bytes=99999999999999-",
    "bytes=5-2",
    "bytes=" + "0-," * 2000,
    "lines=1-2",
    "bytes",
    "\xff",
]
JSON, JSON_LD = "application/json", "application/ld+json"


def is_problem(answer, status):
    assert answer["Content-Type"] == "application/problem+json", answer
    return answer.status_code == answer.json()["status"] == status


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("*/*", JSON),
        ("", JSON),
        ("application/*", JSON),
        ("application/json; charset=utf-8; indent=8", JSON),
        (JSON_LD, JSON_LD),
        (f'{JSON_LD}; profile="http://www.w3.org/ns/json-ld#compacted"', JSON_LD),
        (f"{JSON};q=0.5, {JSON_LD}", JSON_LD),
        (f"{JSON_LD};q=0, */*", JSON),
        (f"application/problem+json, {JSON}", JSON),
        ("text/html,application/xhtml+xml,*/*;q=0.8", JSON),
        ("APPLICATION/JSON", JSON),
    ],
)
def test_the_accept_header_chooses_the_form(client, category, accept, given):
    answer = client.get(LIST, headers={"accept": accept})
    assert (answer.status_code, answer["Content-Type"]) == (200, given)
    assert b"\n" not in answer.content


@pytest.mark.parametrize(
    "accept",
    [
        "text/html",
        "application/xml, text/*;q=0.3",
        "application/json;q=0",
        "application/problem+json",
        "garbage",
        ";;;,,,",
        "a/b; x*=1; x*0=2",
        "a/b; x*=unknown'en'x",
        "\xff\xfe/\x01",
        "application/json" * 500,
    ],
)
def test_any_other_form_is_refused(client, category, accept):
    answer = client.get(LIST, headers={"accept": accept})
    assert is_problem(answer, 406)
    assert answer.json()["detail"] == (
        "This API answers in application/json or application/ld+json."
    )


def test_the_range_that_says_most_decides():
    wanted = accepted("application/*;q=0.2, */*;q=0.1, application/json;q=1")
    assert quality(JSON, wanted) == 1
    assert quality(JSON_LD, wanted) == 0.2
    assert quality("text/html", wanted) == 0.1


@pytest.mark.parametrize("q", ["2", "-1", "nan", "0.1234", "x", ""])
def test_a_weight_that_is_none_is_ignored(q):
    assert accepted(f"text/html;q={q}") == {"text/html": 1}


@pytest.mark.parametrize("asked", RANGES)
def test_a_range_is_ignored(client, category, asked):
    answer = client.get(LIST, headers={"range": asked})
    assert (answer.status_code, answer.json()["total"]) == (200, 0)


@pytest.mark.parametrize("path", [LIST, LEDGER, "/api/v1/", "/api/v1/handover.csv"])
@pytest.mark.parametrize(
    "headers",
    [
        {"if-none-match": '"'},
        {"if-none-match": "W/"},
        {"if-none-match": "\xff\x01, *, W/*"},
        {"if-none-match": '"a", ' * 2000},
        {"if-modified-since": "kemarin"},
        {"if-modified-since": "Fri, 31 Feb 2026 25:61:61 GMT"},
        {"if-modified-since": "Mon, 01 Jan 0000 00:00:00 GMT"},
        {"if-unmodified-since": "9" * 5000},
        {"if-range": '"\xff'},
        {"if-match": '"'},
    ],
)
def test_a_condition_that_is_none_is_ignored(client, category, path, headers):
    assert client.get(path, headers=headers).status_code == 200


@pytest.mark.parametrize(
    "path", [LIST, "/api/v1/changes/", "/api/v1/tags/", "/api/v1/handover.csv"]
)
@pytest.mark.parametrize("query", ["bogus=1", "limit=0", "language=xx&language=yy"])
def test_no_condition_makes_a_wrong_query_right(client, category, path, query):
    etag = client.get(path)["ETag"]
    for known in ("*", etag):
        answer = client.get(f"{path}?{query}", headers={"if-none-match": known})
        assert is_problem(answer, 400)


def test_a_document_takes_no_wrong_query_either(client, category):
    path = f"/api/v1/courses/{CourseFactory(parent=category).uid}/"
    etag = client.get(path)["ETag"]
    asked = {"headers": {"if-none-match": etag}}
    assert is_problem(client.get(f"{path}?bogus=1", **asked), 400)
    assert client.get(path, **asked).status_code == 304


def test_more_parameters_than_anybody_reads_are_counted(client, category, settings):
    settings.PRAKERJA_COURSES = {"LIMIT_API": (2, 86_400)}
    answers = [client.get(LIST, QUERY_STRING="&a" * 1500) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [400, 400, 429]


@pytest.mark.parametrize("path", [LIST, LEDGER])
@pytest.mark.parametrize("method", ["POST", "DELETE", "PROPFIND", "TRACE", "BREW"])
def test_a_method_it_does_not_have_is_refused(client, category, path, method):
    answer = client.generic(method, path, headers={"x-http-method-override": "GET"})
    assert is_problem(answer, 405)
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_nobody_turns_reading_into_writing(client, category):
    answer = client.get(LIST, headers={"x-http-method-override": "DELETE"})
    assert answer.status_code == 200
    assert is_problem(client.get(f"{LIST}?_method=DELETE"), 400)
    assert is_problem(client.post(LIST, {"_method": "GET"}), 405)


@pytest.mark.parametrize("path", [LIST, LEDGER, "/api/v1/", "/api/v1/tidak/ada/"])
@pytest.mark.parametrize("origin", [{}, {"origin": "https://lain.example"}])
def test_preflights_cost_and_count_nothing(client, settings, path, origin):
    settings.PRAKERJA_COURSES = {"LIMIT_API": (1, 86_400)}
    with CaptureQueriesContext(connection) as queries:
        answers = [client.options(path, headers=origin) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [204] * 3
    assert answers[0]["Access-Control-Allow-Origin"] == "*"
    assert "RateLimit" not in answers[0]
    assert len(queries) == 0


def test_a_preflight_is_answered_whatever_form_it_asks_for(client):
    assert client.options(LIST, headers={"accept": "text/html"}).status_code == 204


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/%00/",
        "/api/v1/%ff%fe/",
        "/api/v1/%0a/",
        "/api/v1/courses/%00/",
        "/api/v1/courses/%ed%a0%80/",
        "/api/v1/ledger/months/%00/",
        "/api/v1/../../etc/passwd/",
    ],
)
def test_a_broken_path_leads_nowhere(client, path):
    assert is_problem(client.get(path), 404)


@pytest.mark.parametrize("path", [LIST, LEDGER, "/api/v1/", "/api/v1/openapi.json"])
@pytest.mark.parametrize(
    "query", ["tag=%00", "%00=1", "tag=%ff", "%ff", "search=%ed%a0%80", "a=%c3", "\x00"]
)
def test_a_broken_query_is_refused(client, category, path, query):
    assert is_problem(client.get(path, QUERY_STRING=query), 400)


def test_a_broken_query_names_its_parameter(client, category):
    answer = client.get(LIST, QUERY_STRING="limit=5&tag=%ff").json()
    assert answer["errors"] == [
        {
            "parameter": "tag",
            "code": "not-text",
            "detail": "This is not text in UTF-8.",
        }
    ]


def test_what_people_write_is_text(client, category):
    assert client.get(LIST, {"search": "日本 😀 é + &"}).status_code == 200


@pytest.mark.parametrize("path", [LIST, LEDGER, "/api/v1/", f"{LIST}x/"])
@pytest.mark.parametrize("size", [4001, 1_000_000])
def test_an_endless_query_costs_nothing(client, category, path, size):
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path, QUERY_STRING="a=" + "x" * (size - 2))
    assert is_problem(answer, 414)
    assert not [each for each in queries if "publicgeneration" not in each["sql"]]


@pytest.mark.parametrize("path", [LIST, LEDGER])
def test_an_endless_list_of_parameters_costs_nothing(client, category, path):
    assert is_problem(client.get(path, QUERY_STRING="&a" * 500_000), 414)


def test_a_query_of_four_thousand_bytes_is_read(client, category):
    answer = client.get(LIST, QUERY_STRING="a=" + "x" * 3998)
    assert is_problem(answer, 400)


@pytest.mark.parametrize("path", [LIST, LEDGER])
def test_more_parameters_than_django_reads_are_refused(
    client, category, settings, path
):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
    assert is_problem(client.get(path, QUERY_STRING="&".join(["a"] * 1500)), 400)


def test_a_large_answer_is_compressed(client):
    path = "/api/v1/openapi.json"
    answer = client.get(path, headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert answer["ETag"].startswith('W/"')
    assert answer["Vary"] == "Accept, Accept-Encoding"
    assert gzip.decompress(answer.content) == client.get(path).content
    assert len(answer.content) < 30_000
