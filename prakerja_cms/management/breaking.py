"""What in a new OpenAPI document breaks who reads by the old one."""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
Fields = dict[str, set[str]]


def breaking_changes(old: Json, new: Json) -> list[str]:
    """One sentence for each; an empty list where everything goes on as it was."""
    return list(_of_operations(old, new))


def _of_operations(old: Json, new: Json) -> Iterator[str]:
    for path, methods in old["paths"].items():
        for method, before in methods.items():
            place = f"{method.upper()} {path}"
            after = new["paths"].get(path, {}).get(method)
            if after is None:
                yield f"{place} is gone"
                continue
            changes = [
                *_of_parameters(parameters(old, before), parameters(new, after)),
                *_of_fields(fields(old, before), fields(new, after)),
            ]
            yield from (f"{place}: {change}" for change in changes)


def _of_parameters(old: dict[str, Json], new: dict[str, Json]) -> Iterator[str]:
    yield from (f"parameter {name} is gone" for name in sorted(old.keys() - new))
    for name, after in new.items():
        before = old.get(name, {})
        if after.get("required") and not before.get("required"):
            yield f"parameter {name} is needed now"
        if name in old:
            yield from _of_values(name, before["schema"], after["schema"])


def _of_values(name: str, old: Json, new: Json) -> Iterator[str]:
    if lost := types(old) - types(new):
        yield f"parameter {name} may no longer be {said(lost)}"
    if "enum" not in new:
        return
    if "enum" not in old:
        yield f"parameter {name} takes certain values only"
    elif gone := set(old["enum"]) - set(new["enum"]):
        yield f"parameter {name} no longer takes {said(gone)}"


def _of_fields(old: Fields, new: Fields) -> Iterator[str]:
    for name, before in old.items():
        if name not in new:
            yield f"field {name} is gone"
        elif more := new[name] - before:
            yield f"field {name} may be {said(more)}"


def parameters(document: Json, operation: Json) -> dict[str, Json]:
    """By name; what they take is written out."""
    return {
        each["name"]: {**each, "schema": resolved(document, each["schema"])}
        for each in operation.get("parameters", [])
    }


def fields(document: Json, operation: Json) -> Fields:
    """Every field of the answer by the way to it, with all that it may be."""
    found: Fields = {}
    content = operation["responses"]["200"].get("content", {})
    for media_type, each in content.items():
        for name, kinds in _walk(document, each["schema"], media_type, ()):
            found.setdefault(name, set()).update(kinds)
    return found


def _walk(
    document: Json, schema: Json, name: str, above: tuple[str, ...]
) -> Iterator[tuple[str, set[str]]]:
    reference = schema.get("$ref", "")
    if reference in above:
        return
    above = (*above, reference) if reference else above
    schema = resolved(document, schema)
    yield name, types(schema)
    for way, each in inner(schema):
        yield from _walk(document, each, f"{name}{way}", above)
        if way.startswith(".") and way[1:] not in (*schema.get("required", []), "*"):
            yield f"{name}{way}", {"left out"}


def inner(schema: Json) -> Iterator[tuple[str, Json]]:
    """The schemas inside one, each with what leads to it."""
    for name, each in schema.get("properties", {}).items():
        yield f".{name}", each
    for way, key in (("[]", "items"), (".*", "additionalProperties")):
        if isinstance(schema.get(key), dict):
            yield way, schema[key]
    for key in ("allOf", "anyOf", "oneOf"):
        yield from (("", each) for each in schema.get(key, []))


def resolved(document: Json, schema: Json) -> Json:
    """The schema itself where there is only a reference to it."""
    while reference := schema.get("$ref"):
        schema = document["components"]["schemas"][reference.rpartition("/")[2]]
    return schema


def types(schema: Json) -> set[str]:
    named = schema.get("type", [])
    return {named} if isinstance(named, str) else set(named)


def said(words: set[str]) -> str:
    return " or ".join(sorted(map(str, words)))
