"""The OpenAPI document, made from the views once per process."""

from functools import lru_cache
from threading import Lock
from typing import Any

from django.apps import apps
from django.utils.translation import override
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.settings import patched_settings

from prakerja_cms import __version__

TITLE = "Free courses and an open ledger"
DESCRIPTION = """\
Read-only and open to anybody: no key, no account, no cookie. Every answer allows use
from any website (CORS) and may be kept for a minute.

- Lists answer `total`, `next`, `previous`, `results`. Follow `next` until it is null.
- Things are known by their `uid`, which copies of a course keep.
- A parameter this API does not know is refused with 400, never ignored.
- Errors are problem details (RFC 9457, `application/problem+json`), in English; the
  `type` of each is an address that explains it.
- Ask with `If-None-Match`: what did not change is not sent again, and not counted.
- `RateLimit` says how much more you may ask; above it the answer is 429.
- What you may do with a course stands in its `licence.permits`. Wherever you show it,
  show its `attribution` too.
"""


def enum_names() -> dict[str, Any]:
    """Choices of different things under one name, where their app is installed."""
    if not apps.is_installed("courses"):
        return {}
    from courses.blocks.callout import Kind as CalloutKind
    from courses.blocks.tracks import Kind as TrackKind
    from courses.models import ContentRecord, Contributor, Licence

    return {
        "LicenceStateEnum": Licence.State.values,
        "ChangeStateEnum": ContentRecord.State.values,
        "RecordKindEnum": ContentRecord.Kind.values,
        "ContributorKindEnum": Contributor.Kind.values,
        "CalloutKindEnum": CalloutKind.values,
        "TrackKindEnum": TrackKind.values,
    }


# Named here so that the settings of a host do not change this document.
SETTINGS = {
    "TITLE": TITLE,
    "DESCRIPTION": DESCRIPTION,
    "VERSION": __version__,
    "OAS_VERSION": "3.1.1",
    "SCHEMA_PATH_PREFIX": "/",
    "SCHEMA_PATH_PREFIX_TRIM": False,
    "PREPROCESSING_HOOKS": [],
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "prakerja_cms.api.completing.complete",
    ],
    "CAMELIZE_NAMES": False,
    "SERVERS": [],
    "TAGS": [],
    "SECURITY": [],
    "ENUM_NAME_OVERRIDES": enum_names(),
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
}
lock = Lock()  # the settings are patched for the whole process


@lru_cache(maxsize=4)
def describe_api(patterns: tuple[Any, ...]) -> dict[str, Any]:
    with lock, patched_settings(SETTINGS), override("en"):
        generator = SchemaGenerator(patterns=list(patterns))
        return generator.get_schema(request=None, public=True)
