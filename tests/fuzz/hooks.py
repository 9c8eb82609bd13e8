"""What schemathesis has to be told of this API; it runs in its own environment."""

import jsonschema_rs
import schemathesis
from schemathesis.specs.openapi.checks import response_schema_conformance

# Which cursors were made here, and which names there are, no schema can say.
NOT_IN_THE_SCHEMA = {"category", "cursor", "fields", "licence"}
NO_TEXT = "not-text"  # a null character, which no pattern here keeps out


@schemathesis.check
def valid_data_is_accepted(ctx, response, case):
    """What ``positive_data_acceptance`` leaves out: why something valid got a 400."""
    if response.status_code != 400 or not is_valid(case):
        return
    errors = response.json()["errors"]
    refused = {each["parameter"] for each in errors if each["code"] != NO_TEXT}
    assert refused <= NOT_IN_THE_SCHEMA, f"Valid, but refused: {refused}"


def is_valid(case):
    return case.meta is not None and case.meta.generation.mode.is_positive


@schemathesis.check
def answer_is_as_described(ctx, response, case):
    """Where ``fields`` are named the others are left out, even those required."""
    if response.status_code != 200 or (case.query or {}).get("fields", "*") == "*":
        response_schema_conformance(ctx, response, case)
        return
    described = parts_described(case.operation.schema.raw_schema, case.operation.path)
    wrong = jsonschema_rs.Draft202012Validator(described).iter_errors(response.json())
    assert not (said := [str(error) for error in wrong]), said[0]


def parts_described(document, path):
    answer = document["paths"][path]["get"]["responses"]["200"]
    described = {
        **answer["content"]["application/json"]["schema"],
        "components": document["components"],
    }
    return without_required(described)


def without_required(described):
    """One of several is then as often any of them."""
    if isinstance(described, list):
        return [without_required(each) for each in described]
    if not isinstance(described, dict):
        return described
    return {
        "anyOf" if name == "oneOf" else name: without_required(each)
        for name, each in described.items()
        if not (name == "required" and isinstance(each, list))
    }
