"""What the card of a course says, out of its record alone."""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from ..models import ContentRecord, Licence
from ..showing.facts import chosen, duration

MOST_NAMES = 3


@dataclass(frozen=True)
class Terms:
    """``url`` is that of an open licence, known by its name; else see the sentence."""

    name: str
    url: str
    sentence: str
    language: str


@dataclass(frozen=True)
class Card:
    """``language`` is the course's; ``facts`` and ``givers`` are in the reader's."""

    title: str
    summary: str
    url: str
    language: str
    facts: list[str]
    cover: dict[str, Any] | None
    givers: str
    terms: Terms
    attribution: SafeString


def card_of(record: ContentRecord) -> Card:
    told = json.loads(record.facts)
    return Card(
        title=told["title"],
        summary=told["summary"],
        url=told["url"],
        language=told["language"],
        facts=facts_of(told),
        cover=smallest(told["cover"]),
        givers=givers(told),
        terms=terms_of(told["licence"]),
        attribution=SafeString(told["attribution"]["html"]),  # escaped when written
    )


def facts_of(told: dict[str, Any]) -> list[str]:
    spoken = get_language()
    named = [chosen(name, told[name], spoken).text for name in ("format", "level")]
    return [_("Free"), *named, duration(told["duration_minutes"])]


def smallest(cover: dict[str, Any] | None) -> dict[str, Any] | None:
    return next(iter([*cover["renditions"], cover]), None) if cover else None


def givers(told: dict[str, Any]) -> str:
    """Who made it, a few by name; where nobody is named, who holds the rights."""
    names = list(dict.fromkeys(one["name"] for one in told["contributors"]))
    if len(names) > MOST_NAMES:
        names = [*names[:MOST_NAMES], pgettext("after names", "and others")]
    return ", ".join(names) or told["rights_holder"]


def terms_of(licence: dict[str, Any]) -> Terms:
    language = "id" if get_language() == "id" else "en"
    is_open = licence["state"] == "open" and licence["url"]
    return Terms(
        name=licence["name"],
        url=licence["url"] if is_open else "",
        sentence=sentence_of(licence, language),
        language=language,
    )


def sentence_of(licence: dict[str, Any], language: str) -> str:
    """The licence's own, which speaks of the course's page: a card has no player."""
    if licence["state"] == Licence.State.EMBED_ONLY:
        return _(
            "Its videos play on the course's page, in their owner's player. To copy or "
            "change them, ask their owner."
        )
    return licence["sentence"][language]


def origin(url: str) -> str:
    """Scheme and host of an absolute address; empty for one of this very site."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme and parts.netloc else ""
