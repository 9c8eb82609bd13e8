"""What another site answers, held against what the API promises."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from math import isfinite
from typing import Any
from uuid import UUID

import requests
from django.utils.translation import gettext as _

from .errors import BadAnswer, NotThere

STATES = ("updated", "deleted")
DEEPEST = 50  # a document of the API has a dozen levels
# What JSON may hold and a database may not.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
ETAG = re.compile(r'(W/)?"[\x21\x23-\x7e]{0,190}"')
Data = dict[str, Any]


@dataclass(frozen=True)
class Change:
    """One thing as it is now; ``data`` is None once it is gone.

    It is empty where it could not be read, and ``unread`` says why.
    """

    number: int
    kind: str
    uid: UUID
    digest: str
    data: Data | None
    unread: str = ""

    @property
    def deleted(self) -> bool:
        return self.data is None


def require_ok(response: requests.Response) -> None:
    if response.status_code == HTTPStatus.BAD_REQUEST:
        raise BadAnswer(
            _("%(url)s is not understood there. Is something in it misspelt?")
            % {"url": response.url}
        )
    if response.status_code != HTTPStatus.OK:
        kind = NotThere if response.status_code == HTTPStatus.NOT_FOUND else BadAnswer
        raise kind(
            _("%(url)s answers with status %(status)s.")
            % {"url": response.url, "status": response.status_code}
        )


def require_found(response: requests.Response) -> None:
    if response.status_code == HTTPStatus.NOT_FOUND:
        raise BadAnswer(
            _("There is nothing at %(url)s. The address of an API ends in /api/v1/.")
            % {"url": response.url}
        )


def require_json(response: requests.Response) -> None:
    kind = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
    is_json = kind == "application/json" or (
        kind.startswith("application/") and kind.endswith("+json")
    )
    if not is_json:
        raise BadAnswer(
            _("%(url)s is not JSON but “%(kind)s”. Is this the address of an API?")
            % {"url": response.url, "kind": kind[:60]}
        )


def parsed(body: bytes, url: str) -> Data:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadAnswer(_("%(url)s is broken JSON.") % {"url": url}) from error
    if not isinstance(found, dict):
        raise BadAnswer(_("%(url)s is JSON of another kind.") % {"url": url})
    return storable(found)


def storable(value: Any, levels: int = DEEPEST) -> Any:
    """Without what no database keeps; so one thing of many cannot spoil the rest."""
    if isinstance(value, str):
        return UNSTORABLE.sub("", value)
    if isinstance(value, float):
        return value if isfinite(value) else None
    if isinstance(value, list | dict) and not levels:
        return None
    if isinstance(value, list):
        return [storable(each, levels - 1) for each in value]
    if isinstance(value, dict):
        return {
            storable(key): storable(each, levels - 1) for key, each in value.items()
        }
    return value


def etag_of(response: requests.Response) -> str:
    """Empty where it cannot be kept, or not be sent back."""
    found = response.headers.get("ETag", "")
    return found if ETAG.fullmatch(found) else ""


def change(item: Data, unread: str = "") -> Change:
    """A line of the feed or of a dump."""
    state = item.get("state")
    data = item.get("data") if state == "updated" else None
    if state not in STATES or (state == "updated" and not isinstance(data, dict)):
        raise BadAnswer(_("An item of the feed has no known state."))
    try:
        uid = UUID(text_of(item, "id"))
    except ValueError as error:
        raise BadAnswer(_("An item of the feed has no UUID.")) from error
    return Change(
        number=number_of(item, "modified"),
        kind=text_of(item, "kind"),
        uid=uid,
        digest=str(item.get("digest") or "")[:64],
        data=data,
        unread=unread,
    )


def rising(items: Iterator[Change], after: int) -> Iterator[Change]:
    """A feed whose numbers do not rise has no end."""
    for item in items:
        if item.number <= after:
            raise BadAnswer(
                _("The feed goes backwards: %(number)s comes after %(after)s.")
                % {"number": item.number, "after": after}
            )
        after = item.number
        yield item


def turns_in_circles(address: str) -> BadAnswer:
    return BadAnswer(_("%(url)s leads back to itself.") % {"url": address})


def list_of(data: Data, name: str) -> list[Data]:
    found = data.get(name)
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise lacks(name)
    return found


def text_of(data: Data, name: str) -> str:
    found = data.get(name)
    if not isinstance(found, str):
        raise lacks(name)
    return found


def number_of(data: Data, name: str) -> int:
    found = data.get(name)
    if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found < 2**63:
        raise lacks(name)
    return found


def lacks(name: str) -> BadAnswer:
    return BadAnswer(_("An answer lacks “%(name)s”.") % {"name": name})
