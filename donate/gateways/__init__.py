"""The ways to pay that are set up here."""

from functools import cache
from typing import Any

from django.utils.module_loading import import_string

from .. import conf
from .base import Gateway


def available(**options: Any) -> list[Gateway]:
    """Return every way to pay that is set up; ``hurried=True`` waits less."""
    return set_up([load(path) for path in conf.get("GATEWAYS")], **options)


def hosted(**options: Any) -> list[Gateway]:
    """Return those whose donors pay elsewhere; asks no database."""
    classes = [load(path) for path in conf.get("GATEWAYS")]
    return set_up([found for found in classes if not found.own], **options)


def set_up(classes: list[Any], **options: Any) -> list[Gateway]:
    made = [found.from_conf(**options) for found in classes]
    return [gateway for gateway in made if gateway is not None]


def get(name: str, **options: Any) -> Gateway | None:
    """Return the way to pay called ``name``, None if it is not set up."""
    for path in conf.get("GATEWAYS"):
        found = load(path)
        if found.name == name:
            gateway: Gateway | None = found.from_conf(**options)
            return gateway
    return None


@cache
def load(path: str) -> Any:
    return import_string(path)
