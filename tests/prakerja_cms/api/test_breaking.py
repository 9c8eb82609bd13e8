"""What breaks who reads by the old description, and what does not."""

import json
import tomllib
from copy import deepcopy

import pytest

from prakerja_cms.management.breaking import breaking_changes
from prakerja_cms.management.commands import write_openapi

BREAKS = write_openapi.FOLDER / "openapi-breaks.toml"
OLD = {
    "paths": {
        "/courses/": {
            "get": {
                "parameters": [
                    {"name": "limit", "schema": {"type": "integer"}},
                    {"name": "level", "schema": {"$ref": "#/x/Level"}},
                ],
                "responses": {
                    "200": {
                        "content": {
                            "application/json": {"schema": {"$ref": "#/x/Course"}}
                        }
                    }
                },
            }
        }
    },
    "components": {
        "schemas": {
            "Level": {"type": "string", "enum": ["beginner", "expert"]},
            "Course": {
                "type": "object",
                "required": ["title", "tags"],
                "properties": {
                    "title": {"type": "string"},
                    "tags": {"type": "array", "items": {"type": "string"}},
                    "cover": {"oneOf": [{"$ref": "#/x/Image"}, {"type": "null"}]},
                    "parts": {"type": "array", "items": {"$ref": "#/x/Course"}},
                },
            },
            "Image": {"type": "object", "properties": {"url": {"type": "string"}}},
        }
    },
}
FIELD = "GET /courses/: field application/json"


@pytest.fixture
def new():
    return deepcopy(OLD)


@pytest.fixture
def operation(new):
    return new["paths"]["/courses/"]["get"]


@pytest.fixture
def schemas(new):
    return new["components"]["schemas"]


def changes(new):
    return breaking_changes(OLD, new)


def test_the_same_breaks_nothing(new):
    assert changes(new) == []


def test_an_address_or_a_method_that_is_gone(new):
    del new["paths"]["/courses/"]["get"]
    assert changes(new) == ["GET /courses/ is gone"]
    del new["paths"]["/courses/"]
    assert changes(new) == ["GET /courses/ is gone"]


def test_a_field_that_is_gone(new, schemas):
    del schemas["Course"]["properties"]["title"]
    assert changes(new) == [f"{FIELD}.title is gone"]


def test_a_field_behind_references_that_is_gone(new, schemas):
    del schemas["Image"]["properties"]["url"]
    assert changes(new) == [f"{FIELD}.cover.url is gone"]


def test_a_field_of_another_type(new, schemas):
    schemas["Course"]["properties"]["tags"]["items"] = {"type": "integer"}
    assert changes(new) == [f"{FIELD}.tags[] may be integer"]


def test_a_field_that_may_be_null_now(new, schemas):
    schemas["Course"]["properties"]["title"] = {"type": ["string", "null"]}
    assert changes(new) == [f"{FIELD}.title may be null"]


def test_a_field_that_may_be_left_out_now(new, schemas):
    schemas["Course"]["required"] = ["title"]
    assert changes(new) == [f"{FIELD}.tags may be left out"]


def test_a_form_that_is_gone(new, operation):
    content = operation["responses"]["200"]["content"]
    content["application/ld+json"] = content.pop("application/json")
    assert f"{FIELD} is gone" in changes(new)


def test_a_parameter_that_is_gone(new, operation):
    operation["parameters"].pop(0)
    assert changes(new) == ["GET /courses/: parameter limit is gone"]


def test_a_parameter_that_is_needed_now(new, operation):
    operation["parameters"][0]["required"] = True
    operation["parameters"].append(
        {"name": "key", "required": True, "schema": {"type": "string"}}
    )
    assert changes(new) == [
        "GET /courses/: parameter limit is needed now",
        "GET /courses/: parameter key is needed now",
    ]


def test_a_parameter_of_another_type(new, operation):
    operation["parameters"][0]["schema"] = {"type": "string"}
    assert changes(new) == ["GET /courses/: parameter limit may no longer be integer"]


def test_a_parameter_that_takes_less(new, operation, schemas):
    schemas["Level"]["enum"] = ["beginner", "master"]
    operation["parameters"][0]["schema"] = {"type": "integer", "enum": [20]}
    assert changes(new) == [
        "GET /courses/: parameter limit takes certain values only",
        "GET /courses/: parameter level no longer takes expert",
    ]


def test_more_of_anything_breaks_nothing(new, operation, schemas):
    new["paths"]["/paths/"] = {"get": operation}
    operation["parameters"].append({"name": "tag", "schema": {"type": "string"}})
    schemas["Level"]["enum"].append("master")
    schemas["Course"]["properties"]["uid"] = {"type": "string"}
    schemas["Course"]["required"].append("cover")
    assert changes(new) == []


# This repository's own


def test_the_file_is_what_the_site_says():
    assert write_openapi.CURRENT.read_text() == write_openapi.written(), (
        "Run make openapi and look at what changed."
    )


def test_what_breaks_readers_of_the_last_release_is_written_down():
    released = json.loads(write_openapi.RELEASED.read_text())
    current = json.loads(write_openapi.written())
    known = tomllib.loads(BREAKS.read_text()).get("break", [])
    assert all(each["reason"] for each in known)
    assert breaking_changes(released, current) == [each["change"] for each in known]
