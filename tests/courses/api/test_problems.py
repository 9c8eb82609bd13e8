"""Problems have a kind with an address, and what a program needs to go on."""

import pytest

from courses.api.kinds import KINDS

DOCS = "http://testserver/api/v1/docs/problems/#"


@pytest.fixture
def no_page_cache(settings):
    settings.PAGE_CACHE_ENABLED = False


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("courses/?colour=laut", "invalid-parameter"),
        ("courses/1/", "not-found"),
        ("ledger/summary/?x=1", "invalid-parameter"),
        ("ledger/months/mei/", "not-found"),
        (f"ledger/summary/?{'x' * 4001}", "uri-too-long"),
    ],
)
def test_the_type_leads_to_the_documentation(client, category, path, slug):
    kind = client.get(f"/api/v1/{path}").json()["type"]
    assert kind == f"{DOCS}{slug}"
    assert f'id="{slug}"' in client.get(kind).content.decode()


@pytest.mark.django_db
def test_the_type_is_an_address_of_the_site_that_was_asked(client, category):
    answer = client.get("/api/v1/courses/1/", headers={"host": "lain.example"})
    assert answer.json()["type"].startswith("http://lain.example/api/v1/docs/")


@pytest.mark.urls("tests.courses.api.probe")
def test_without_documentation_a_problem_has_no_type(client):
    assert client.get("/missing/").json()["type"] == "about:blank"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("colour=laut", "unknown"),
        ("tag=a&tag=b", "repeated"),
        ("limit=0", "min-value"),
        ("limit=x", "invalid"),
        ("level=guru", "invalid-choice"),
        ("search=", "blank"),
    ],
)
def test_an_error_of_a_parameter_has_a_code(client, category, query, code):
    [error] = client.get(f"/api/v1/courses/?{query}").json()["errors"]
    assert error["code"] == code
    assert set(error) == {"parameter", "code", "detail"}


@pytest.mark.django_db
def test_the_books_name_the_parameter_they_do_not_know(client):
    [error] = client.get("/api/v1/ledger/check/?x=1").json()["errors"]
    assert error == {
        "parameter": "x",
        "code": "unknown",
        "detail": "This address takes no parameters.",
    }


@pytest.mark.urls("tests.courses.api.probe")
def test_who_fell_too_far_behind_is_told_where_to_begin_again(client):
    answer = client.get("/gone/")
    assert answer.status_code == 410
    problem = answer.json()
    assert problem["dump"] == "http://testserver/dumps/"
    assert problem["firstChangeNumber"] == 7


@pytest.mark.urls("tests.courses.api.probe")
def test_a_busy_site_says_when_to_come_back(client):
    answer = client.get("/busy/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "2")
    assert answer["Cache-Control"] == "no-store"
    assert answer.json()["detail"].endswith("Wait 2 seconds.")


def test_every_kind_has_a_name_and_a_status_of_its_own():
    assert len({kind.slug for kind in KINDS}) == len(KINDS)
    assert len({kind.status for kind in KINDS}) == len(KINDS)
