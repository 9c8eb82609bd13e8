"""What one press can mend; pressed twice, it happens once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks import task

from .. import gateways
from ..audit import told
from ..gateways.base import GatewayError
from ..ledger.verifying import verify_and_record
from ..models import (
    Book,
    Donation,
    JournalEntry,
    Letter,
    LookedAt,
    Movement,
    ProviderEvent,
)
from ..services import settle
from ..webhooks import OPEN_STATES, event_process
from .kept import forget


class FixFailed(Exception):
    """It did not help; its text says so to the treasurer."""


@dataclass(frozen=True)
class Fix:
    name: str
    label: str | Promise
    run: Callable[[str, int, Any], str]


FIXES: dict[str, Fix] = {}


def fix(name: str, label: str | Promise) -> Callable[..., Any]:
    """Add what can be done about the thing ``pk`` of a book; it returns what to say."""

    def add(run: Callable[[str, int, Any], str]) -> Callable[[str, int, Any], str]:
        FIXES[name] = Fix(name, label, run)
        return run

    return add


def gone() -> FixFailed:
    return FixFailed(_("This is not there any more. Somebody may have been faster."))


@fix("settle", gettext_lazy("Ask the payment service again"))
def gift_ask(book: str, pk: int, author: Any) -> str:
    gift = Donation.objects.filter(book=book, pk=pk).first()
    if gift is None:
        raise gone()
    try:
        gift = settle(gift)
    except GatewayError:
        raise FixFailed(
            _("The payment service does not answer. Try again in a few minutes.")
        ) from None
    told(gift, "health.settle", author)
    if gift.state == Donation.State.BOOKED:
        return _("The gift is booked.")
    return _("Asked. The payment service has not told the fee yet.")


@fix("retry", gettext_lazy("Try again"))
def event_retry(book: str, pk: int, author: Any) -> str:
    live = book == Book.Name.LIVE
    event = ProviderEvent.objects.filter(livemode=live, pk=pk).first()
    if event is None:
        raise gone()
    if event.state in OPEN_STATES:
        event_work_again(event)
    told(event, "health.retry", author)
    return _("It is dealt with.")


def event_work_again(event: ProviderEvent) -> None:
    gateway = gateways.get(event.provider)
    try:
        if gateway is not None:
            event_process(event, gateway)
    except GatewayError:
        pass  # noted on the event
    event.refresh_from_db()
    if event.state in OPEN_STATES:
        raise FixFailed(
            _("It failed again. Its page says why; pass that on to your technician.")
        )


@fix("resend", gettext_lazy("Send it again"))
def letter_resend(book: str, pk: int, author: Any) -> str:
    """Let it begin anew; the clock sends it, so that a press never sends two."""
    letters = Letter.objects.needing_attention().filter(donation__book=book, pk=pk)
    letter = letters.select_related("donation").first()
    if letter is None:
        raise gone()
    letters.update(state=Letter.State.WAITING, attempts=0, next_at=timezone.now())
    told(letter, "health.resend", author)
    return _("It goes out within a few minutes.")


@task()
def books_check() -> None:
    verify_and_record()
    forget()


@fix("verify", gettext_lazy("Check the books now"))
def check_now(book: str, pk: int, author: Any) -> str:
    books_check.enqueue()
    told(Book.objects.get(name=book), "health.verify", author)
    return _("The books are being checked. Look here again in a minute.")


SEEN: dict[str, tuple[type[Model], str, str]] = {
    "gifts": (Donation, "book", "problem"),
    "movements": (Movement, "", "problem"),
    "letters": (Letter, "donation__book", ""),
    "proofs": (JournalEntry, "book", ""),
}


def look_at(*, book: str, check: str, pk: int, reason: str, author: Any) -> LookedAt:
    """Take a thing off the list, with the reason; again, the first reason stays."""
    about = about_now(book, check, pk)
    looked, is_new = LookedAt.objects.get_or_create(
        book_id=book,
        check_name=check,
        object_id=pk,
        about=about,
        defaults={"reason": reason[:300], "by": author},
    )
    if is_new:
        told(looked, "health.seen", author, check=check, reason=reason[:300])
    return looked


def mode_of(book: str) -> dict[str, bool]:
    return {"livemode": book == Book.Name.LIVE}


def about_now(book: str, check: str, pk: int) -> str:
    model, of_book, about = SEEN[check]
    facts: dict[str, Any] = {of_book: book} if of_book else mode_of(book)
    facts["seq" if model is JournalEntry else "pk"] = pk
    row = model._default_manager.filter(**facts).first()
    if row is None:
        raise gone()
    return str(getattr(row, about)) if about else ""
