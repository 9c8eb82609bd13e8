import json

import jsonschema
import pytest
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.validation import validate_schema
from openapi_spec_validator import validate

from courses.api import examples
from home.models import SiteSettings
from prakerja_cms.api.openapi import describe_api
from tests.courses.api.test_content import VIDEO, stored
from tests.courses.factories import (
    CourseFactory,
    CreditFactory,
    LessonFactory,
    LiveSessionFactory,
    licence,
    text,
)
from tests.donate.factories import close, cost, entry

KINDS = ["courses", "lessons", "categories", "contributors", "sessions", "paths"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def document(client):
    return client.get("/api/v1/openapi.json").json()


@pytest.fixture
def fits(document):
    """Check data against one of the published schemas."""

    def check(name, data):
        schema = {"$ref": f"#/components/schemas/{name}", **document}
        jsonschema.Draft202012Validator(schema).validate(data)

    return check


def test_it_is_valid_openapi_3_1_and_makes_no_warning(client):
    describe_api.cache_clear()
    document = client.get("/api/v1/openapi.json").json()
    assert not GENERATOR_STATS, (
        GENERATOR_STATS._warn_cache | GENERATOR_STATS._error_cache
    )
    validate_schema(document)
    validate(document)
    assert document["openapi"].startswith("3.1.")


def test_it_describes_our_addresses_and_no_other(document):
    assert set(document["paths"]) == {
        "/",
        *(f"/{name}/" for name in (*KINDS, "tags", "licences", "dumps", "changes")),
        *(f"/{name}/{{uid}}/" for name in KINDS),
        "/handover.csv",
        "/ledger/summary/",
        "/ledger/months/",
        "/ledger/months/{month}/",
        "/ledger/files/",
        "/ledger/check/",
    }
    for path in document["paths"].values():
        assert set(path) == {"get"}


def test_its_server_is_where_it_was_asked(document, client, settings):
    assert document["servers"] == [{"url": "http://testserver/api/v1"}]
    other = client.get("/api/v1/openapi.json", headers={"host": "lain.example"}).json()
    assert other["servers"] == [{"url": "http://lain.example/api/v1"}]


def test_it_leads_to_the_terms_and_to_whom_to_write_to(client, home, site):
    def ask():
        return client.get("/api/v1/openapi.json").json()["info"]

    guide = "http://testserver/api/v1/docs/"
    assert ask()["termsOfService"] == f"{guide}#terms"
    assert "contact" not in ask()
    site_settings = SiteSettings.for_site(site)
    site_settings.contact_email = "api@prakerja.example"
    site_settings.save()
    contact = {"email": "api@prakerja.example", "url": f"{guide}#contact"}
    assert ask()["contact"] == contact


def test_everything_is_explained(document):
    for path, methods in document["paths"].items():
        operation = methods["get"]
        assert operation["summary"], path
        assert operation["description"], path
        for parameter in operation.get("parameters", []):
            if parameter["in"] == "query":
                assert parameter["description"], parameter["name"]


@pytest.mark.parametrize(
    ("path", "codes"),
    [
        ("/courses/", {"200", "304", "400", "406", "412", "414", "429", "503"}),
        ("/courses/{uid}/", {"200", "304", "400", "404", "406", "412", "414", "429"}),
        ("/ledger/months/{month}/", {"200", "304", "400", "404", "406", "414", "429"}),
        ("/", {"200", "304", "400", "406", "429"}),
    ],
)
def test_every_answer_of_an_address_is_described(document, path, codes):
    assert codes <= document["paths"][path]["get"]["responses"].keys()


@pytest.mark.parametrize("name", ["afterChangeNumber", "begun"])
def test_a_number_of_the_feed_is_not_negative(document, client, name):
    described = document["paths"]["/changes/"]["get"]["parameters"]
    [schema] = [each["schema"] for each in described if each["name"] == name]
    assert (schema["minimum"], schema["maximum"]) == (0, 2**63 - 1)
    assert client.get("/api/v1/changes/", {name: -1}).status_code == 400
    for number in (0, 2**63 - 1):
        assert client.get("/api/v1/changes/", {name: number}).status_code == 200


def test_that_fields_leave_out_what_is_required_is_said(document):
    courses = document["paths"]["/courses/"]["get"]["parameters"]
    [said] = [each["description"] for each in courses if each["name"] == "fields"]
    assert "even those the schema requires" in said


def test_every_problem_has_an_example_that_is_as_it_says(document, fits):
    for name, answer in document["components"]["responses"].items():
        for content in answer.get("content", {}).values():
            assert content["schema"] == {"$ref": "#/components/schemas/Problem"}
            [example] = content["examples"].values()
            fits("Problem", example["value"])
            assert name.lower() in example["value"]["type"].replace("-", "")


def test_the_headers_of_an_answer_are_described(document):
    courses = document["paths"]["/courses/"]["get"]["responses"]["200"]["headers"]
    assert set(courses) == {"ETag", "Link", "RateLimit", "RateLimit-Policy"}
    refused = document["components"]["responses"]["TooManyRequests"]["headers"]
    assert "Retry-After" in refused


def test_what_is_no_json_is_described_as_what_it_is(document):
    answers = document["paths"]["/handover.csv"]["get"]["responses"]
    [(form, described)] = answers["200"]["content"].items()
    assert (form, described["schema"]) == ("text/csv", {"type": "string"})
    [example] = described["examples"].values()
    assert example["value"].startswith("uid,title,")


def test_every_answer_has_examples_that_are_as_it_says(document):
    validator = jsonschema.Draft202012Validator
    for path, methods in document["paths"].items():
        content = methods["get"]["responses"]["200"]["content"]
        form = next(iter(content.values()))
        assert form.get("examples"), path
        for example in form["examples"].values():
            check = validator({**form["schema"], **document})
            assert not list(check.iter_errors(example["value"])), path


def test_examples_tell_only_what_the_schema_knows(document):
    for methods in document["paths"].values():
        content = methods["get"]["responses"]["200"]["content"]
        if form := content.get("application/json"):
            name = form["schema"]["$ref"].rpartition("/")[2]
            known = document["components"]["schemas"][name]["properties"]
            for example in form["examples"].values():
                assert example["value"].keys() <= known.keys(), name


def test_the_feed_shows_what_came_what_left_and_its_end(document):
    shown = document["paths"]["/changes/"]["get"]["responses"]["200"]
    examples = shown["content"]["application/json"]["examples"].values()
    pages = [[item["state"] for item in one["value"]["items"]] for one in examples]
    assert pages == [["updated"], ["deleted"], []]


@pytest.mark.parametrize("code", ["cc-by-4.0", "embed-only", "link-only"])
def test_answers_about_courses_are_as_it_says(client, category, fits, code):
    body = stored([*text("Tulis."), ("heading", "Bagian"), ("video", VIDEO)])
    course = CourseFactory(
        parent=category,
        licence=licence(code),
        body=body,
        source_url="https://sumber.example/",
    )
    CreditFactory(page=course)
    LiveSessionFactory(course=course)
    LessonFactory(parent=course, body=body)
    fits("CourseList", client.get("/api/v1/courses/").json())
    fits("CourseDetail", client.get(f"/api/v1/courses/{course.uid}/").json())
    whole = client.get("/api/v1/courses/", {"fields": "*"}).json()["results"]
    assert [fits("CourseDetail", one) for one in whole]
    for kind in KINDS:
        name = {"categories": "Category"}.get(kind, kind[:-1].title())
        listed = client.get(f"/api/v1/{kind}/").json()
        fits(f"{name}List", listed)
        for one in listed["results"]:
            assert client.get(f"/api/v1/{kind}/{one['uid']}/").status_code == 200
    fits("TagList", client.get("/api/v1/tags/").json())
    fits("LicenceList", client.get("/api/v1/licences/").json())
    fits("Dumps", client.get("/api/v1/dumps/").json())
    fits("Changes", client.get("/api/v1/changes/").json())
    fits("Service", client.get("/api/v1/").json())


def test_answers_about_money_are_as_it_says(client, fits):
    entry(book="live")
    cost(50_00, book="live")
    fits("Summary", client.get("/api/v1/ledger/summary/").json())
    fits("Months", client.get("/api/v1/ledger/months/").json())
    fits("OneMonth", client.get("/api/v1/ledger/months/2026-05/").json())
    fits("BooksCheck", client.get("/api/v1/ledger/check/").json())
    close(book="live")
    fits("Files", client.get("/api/v1/ledger/files/").json())


def test_problems_are_as_it_says(client, category, fits):
    for path in ("courses/?limit=0&x=1", "courses/1/", "ledger/summary/?x=1"):
        answer = client.get(f"/api/v1/{path}")
        assert answer["Content-Type"] == "application/problem+json"
        fits("Problem", answer.json())


def test_a_schema_that_does_not_fit_is_noticed(fits):
    broken = json.loads(json.dumps(examples.COURSE_DETAIL)) | {"tags": "excel"}
    with pytest.raises(jsonschema.ValidationError):
        fits("CourseDetail", broken)
