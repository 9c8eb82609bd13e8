"""The payment services that are set up here."""

from functools import cache
from typing import Any

from django.utils.module_loading import import_string

from .. import conf
from .base import Gateway


def available(**options: Any) -> list[Gateway]:
    """Return every service that has its keys; ``hurried=True`` waits less."""
    classes = [load(path) for path in conf.get("GATEWAYS")]
    made = [found.from_conf(**options) for found in classes]
    return [gateway for gateway in made if gateway is not None]


def get(name: str, **options: Any) -> Gateway | None:
    for gateway in available(**options):
        if gateway.name == name:
            return gateway
    return None


@cache
def load(path: str) -> Any:
    return import_string(path)
