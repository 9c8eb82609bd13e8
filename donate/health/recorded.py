"""A movement that nobody can explain was recorded by hand: by which entry, and why."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ..audit import told
from ..models import Book, JournalEntry, LookedAt, Movement
from ..services import movement_by_hand
from .fixes import FixFailed, gone

State = Movement.State


@transaction.atomic
def movement_recorded(
    *, book: str, pk: int, number: int, reason: str, author: Any
) -> Movement:
    """Take it off the list for good; again, the first reason stays.

    Whoever signs the month reads the reason and finds the entry.
    """
    movement = Movement.objects.filter(livemode=book == Book.Name.LIVE, pk=pk).first()
    if movement is None or movement.state not in (State.UNEXPLAINED, State.BY_HAND):
        raise gone()
    if movement.state == State.BY_HAND:
        return movement
    entry = entry_numbered(book, number)
    about = movement.problem
    movement = movement_by_hand(movement)
    LookedAt.objects.get_or_create(
        book_id=book,
        check_name="movements",
        object_id=pk,
        about=about,
        defaults={"reason": reason[:300], "entry": entry, "by": author},
    )
    facts = {"amount": str(movement.net), "number": str(number)}
    told(movement, "health.by_hand", author, **facts)
    return movement


def entry_numbered(book: str, number: int) -> JournalEntry:
    """The entry of that number that still counts."""
    counting = JournalEntry.objects.filter(book=book, reverses=None, reversed_by=None)
    entry = counting.filter(seq=number).first()
    if entry is None:
        raise FixFailed(
            _(
                "There is no entry %(number)s in this book, or it was undone. Record "
                "it first, then write its number here."
            )
            % {"number": number}
        )
    return entry
