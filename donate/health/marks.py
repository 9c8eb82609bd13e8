"""What people have said about things that do not fit, for whoever signs a month."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ..days import moment_words
from ..models import Donation, JournalEntry, Letter, LookedAt, Movement
from . import books, gifts
from .places import one
from .registry import Scope


@dataclass(frozen=True)
class Mark:
    """A remark, with the thing that it is about."""

    kind: str | Promise
    label: str
    url: str
    said: LookedAt


@dataclass(frozen=True)
class Kind:
    """How the things of a check are found, dated and named."""

    name: str | Promise
    rows: Callable[[Scope], "QuerySet[Any]"]
    label: Callable[[Any], str]
    url: Callable[[Any], str]
    key: str = "pk"


def movement_label(movement: Movement) -> str:
    return f"{movement.net} · {moment_words(movement.occurred_at)}"


def letter_label(letter: Letter) -> str:
    return f"{capfirst(letter.get_kind_display())} · {moment_words(letter.created_at)}"


KINDS = {
    "gifts": Kind(
        _("Gift"),
        lambda scope: scope.times(
            Donation.objects.filter(book=scope.book), "created_at"
        ),
        gifts.described,
        lambda gift: one("donations", gift.pk),
    ),
    "movements": Kind(
        _("Movement at a payment service"),
        lambda scope: scope.times(
            Movement.objects.filter(livemode=scope.livemode), "occurred_at"
        ),
        movement_label,
        lambda movement: one("movements", movement.pk),
    ),
    "letters": Kind(
        _("Letter"),
        lambda scope: scope.times(
            Letter.objects.filter(donation__book=scope.book), "created_at"
        ),
        letter_label,
        lambda letter: one("donations", letter.donation_id),
    ),
    "proofs": Kind(
        _("Cost without a proof"),
        lambda scope: scope.days(
            JournalEntry.objects.filter(book=scope.book), "local_date"
        ).prefetch_related("lines__account"),
        books.described,
        lambda entry: one("entries", entry.pk),
        key="seq",
    ),
}


def marks_of(scope: Scope, until: datetime | None = None) -> list[Mark]:
    """Every remark on something of the month, oldest first; made ``until`` then."""
    said = LookedAt.objects.filter(book=scope.book).select_related("by", "entry")
    if until is not None:
        said = said.filter(at__lte=until)
    found = [mark for check in KINDS for mark in marks_on(check, scope, said)]
    return sorted(found, key=lambda mark: mark.said.at)


def marks_on(check: str, scope: Scope, said: "QuerySet[LookedAt]") -> Iterator[Mark]:
    kind = KINDS[check]
    said = said.filter(check_name=check)
    rows = kind.rows(scope).filter(**{f"{kind.key}__in": said.values("object_id")})
    things = {getattr(row, kind.key): row for row in rows}
    for each in said.filter(object_id__in=things):
        thing = things[each.object_id]
        yield Mark(kind.name, kind.label(thing), kind.url(thing), each)
