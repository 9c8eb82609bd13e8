"""The schemas of the AMB profile (schema.org, LRMI), which lie beside the checkout."""

import json
from pathlib import Path

import jsonschema
import pytest
from referencing import Registry, Resource

SCHEMAS = Path(__file__).resolve().parents[2] / "shared" / "data" / "amb"


def amb_validator():
    """Where they do not lie there, that is said and the test skipped."""
    if not SCHEMAS.exists():
        pytest.skip(f"The schemas of AMB are not there: {SCHEMAS}")
    files = [json.loads(file.read_text()) for file in SCHEMAS.glob("*.json")]
    registry = Registry().with_resources(
        (schema["$id"], Resource.from_contents(schema)) for schema in files
    )
    schema = next(one for one in files if one["$id"].endswith("/schema.json"))
    checker = jsonschema.FormatChecker()
    return jsonschema.Draft7Validator(schema, registry=registry, format_checker=checker)
