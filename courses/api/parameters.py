"""Query parameters: what is not known or not clear is refused, never guessed."""

import datetime as dt
import re
from functools import lru_cache
from typing import Any, NoReturn, TypeVar

from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import override
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from .problems import InvalidParameters

DEFAULT_LIMIT = 20
MAX_LIMIT = 100


class NumberField(serializers.IntegerField):
    """Plain digits; ``int()`` alone would also take ``' 5'``, ``1_000`` and ``５``."""

    def __init__(self, *, min_value: int, max_value: int, **options: Any) -> None:
        said = f"Give a whole number from {min_value} to {max_value}."
        messages: Any = dict.fromkeys(("invalid", "min_value", "max_value"), said)
        super().__init__(
            min_value=min_value,
            max_value=max_value,
            error_messages=messages,
            **options,
        )
        self.digits = len(str(max_value)) + 1

    def to_internal_value(self, data: Any) -> int:
        text = str(data)
        if not re.fullmatch(r"-?[0-9]+", text):
            self.fail("invalid")
        if text.startswith("-"):
            self.fail("min_value")
        if len(text) > self.digits:
            self.fail("max_value")
        return int(text)


class ChoiceField(serializers.ChoiceField):
    """Says what there is to choose from."""

    default_error_messages = {
        "invalid_choice": "“{input}” is not a valid choice. Known are: {known}."
    }

    def fail(self, key: str, **values: Any) -> NoReturn:
        super().fail(key, known=", ".join(map(str, self.choices)), **values)


class InstantField(serializers.DateTimeField):
    """A moment with its offset from UTC, so that nobody has to guess the zone."""

    default_error_messages = {
        "instant": "Write date, time and offset, for example 2026-11-21T00:00:00Z. "
        "In an address the plus sign is written %2B."
    }

    def to_internal_value(self, value: Any) -> dt.datetime:
        try:
            moment = parse_datetime(str(value))
        except ValueError:
            moment = None
        if moment is None or timezone.is_naive(moment):
            self.fail("instant")
        try:
            return moment.astimezone(dt.UTC)
        except OverflowError:
            self.fail("instant")


class NoQuery(serializers.Serializer[Any]):
    """An address that takes no parameters."""


class ListQuery(serializers.Serializer[Any]):
    limit = NumberField(
        default=DEFAULT_LIMIT,
        min_value=1,
        max_value=MAX_LIMIT,
        help_text="How many results at once.",
    )
    cursor = serializers.CharField(
        required=False,
        max_length=200,
        help_text="Where to go on: take `next` or `previous` from an answer as it is.",
    )


Query = TypeVar("Query", bound="serializers.Serializer[Any]")


def read_query(serializer: type[Query], given: QueryDict) -> dict[str, Any]:
    """Return the checked parameters; InvalidParameters names every wrong one."""
    return dict(_checked(serializer, given.urlencode()))


@lru_cache(maxsize=500)
def _checked(serializer: type[Query], text: str) -> dict[str, Any]:
    """What a query means depends on nothing else, so it is found out once."""
    given = QueryDict(text)
    with override("en"):
        query = serializer(data=given.dict())
        errors = {**_misused(given, set(query.fields))}
        if not query.is_valid():
            errors |= {name: list(said) for name, said in query.errors.items()}
    if errors:
        raise InvalidParameters(errors)
    return query.validated_data


def _misused(given: QueryDict, known: set[str]) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = {}
    for name, values in given.lists():
        if name not in known:
            errors[name] = [ErrorDetail(_unknown(known), "unknown")]
        elif len(values) > 1:
            errors[name] = [ErrorDetail("Give this parameter once.", "repeated")]
    return errors


def _unknown(known: set[str]) -> str:
    if not known:
        return "This address takes no parameters."
    return f"There is no such parameter here. Known are: {', '.join(sorted(known))}."
