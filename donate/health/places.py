"""Where in the admin the things are that the checks speak of."""

from typing import Any

from django.urls import reverse
from django.utils.http import urlencode


def listed(name: str, **query: Any) -> str:
    address = reverse(f"prakerja_donate_{name}:index")
    return f"{address}?{urlencode(query)}" if query else address


def one(name: str, pk: Any) -> str:
    return reverse(f"prakerja_donate_{name}:inspect", args=[pk])
