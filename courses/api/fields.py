"""Which fields of a document are asked for: ``fields=title,licence.spdx`` or ``*``."""

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from rest_framework import serializers

from ..models import ContentRecord
from ..records.rendering import compact

EVERYTHING = "*"
LONGEST = 1000


class FieldsField(serializers.CharField):
    """Names of the fields wanted; those of an object inside follow a dot."""

    HELP = (
        "Only these fields, with commas between: `uid,title,licence.spdx`. All others "
        "are left out then, even those the schema requires. `*` gives whole documents."
    )

    def __init__(self, known: type[serializers.Serializer[Any]]) -> None:
        super().__init__(required=False, max_length=LONGEST, help_text=self.HELP)
        self.known = known

    def to_internal_value(self, data: Any) -> str:
        text = super().to_internal_value(data)
        for name in text.split(",") if text != EVERYTHING else ():
            if not exists(self.known, name):
                raise serializers.ValidationError([unknown(name, self.known)])
        return text


class Fields:
    """What to tell of a record; ``text`` as ``FieldsField`` has checked it."""

    def __init__(self, text: str = "") -> None:
        self.whole = text == EVERYTHING
        asked = text and not self.whole
        self.names = tuple(dict.fromkeys(text.split(","))) if asked else ()

    def of(self, record: ContentRecord, *, whole: bool = False) -> str:
        if not self.names:
            return record.data if whole or self.whole else record.facts
        document = json.loads(record.data if self.column == "data" else record.facts)
        return compact(picked(document, self.names))

    @property
    def column(self) -> str:
        """The column that holds what is asked for."""
        return "data" if self.names or self.whole else "facts"


def picked(document: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in names:
        outer, _, inner = name.partition(".")
        if outer not in document:
            continue
        if not inner:
            found[outer] = document[outer]
        else:
            found[outer] = inside(found.get(outer), document[outer], inner)
    return found


def inside(before: Any, value: Any, name: str) -> Any:
    if isinstance(value, list):
        kept = before or [{} for _item in value]
        return [inside(old, item, name) for old, item in zip(kept, value, strict=True)]
    if not isinstance(value, dict):
        return value
    return {**(before or {}), **({name: value[name]} if name in value else {})}


def exists(known: type[serializers.Serializer[Any]], name: str) -> bool:
    outer, dot, inner = name.partition(".")
    field = fields_of(known).get(outer)
    if field is None or (dot and not inner):
        return False
    return not inner or inner in inner_names(field)


@lru_cache
def fields_of(known: type[serializers.Serializer[Any]]) -> dict[str, Any]:
    return dict(known().fields)


def inner_names(field: Any) -> set[str]:
    one = getattr(field, "child", field)
    return set(getattr(one, "fields", {}))


def unknown(name: str, known: type[serializers.Serializer[Any]]) -> str:
    return f"There is no field “{name[:60]}”. Known are: {', '.join(fields_of(known))}."
