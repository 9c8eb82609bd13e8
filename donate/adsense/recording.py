"""Payments become income, once each; estimates never do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from ..bank.errors import ReadingError, at_line
from ..ledger import accounts
from ..ledger.books import lock_head
from ..ledger.posting import Line, entry_post, entry_reverse
from ..ledger.recording import Purpose, likely_duplicates
from ..models import Account, AdEstimate, AdPayment, JournalEntry
from ..models.adsense import LOS_ANGELES
from ..money import Money
from ..services.booking import chart_account
from .errors import AdSenseRefused
from .reading import ReadPayment

LOG = "prakerja_donate.adsense."
PURPOSE = Purpose(
    JournalEntry.Kind.AD_INCOME.value, accounts.ADS, JournalEntry.Memo.ADSENSE.value
)


@dataclass(frozen=True)
class Compared:
    """A payment beside what is known: new, known, or told otherwise before."""

    read: ReadPayment
    known: AdPayment | None = None
    waits: bool = False

    @property
    def is_new(self) -> bool:
        known = self.known
        return known is None or not (known.is_booked or self.waits)

    @property
    def is_changed(self) -> bool:
        known = self.known
        return known is not None and not self.is_new and not same(known, self.read)


def same(known: AdPayment, read: ReadPayment) -> bool:
    return (known.day, known.amount) == (read.day, read.amount)


def compare(payments: Iterable[ReadPayment], book: str) -> list[Compared]:
    payments = list(payments)
    names = [payment.name for payment in payments]
    found = AdPayment.objects.filter(book=book, name__in=names).with_waiting()
    known = {one.name: one for one in found.select_related("entry__reversed_by")}
    return [
        Compared(
            read, known.get(read.name), getattr(known.get(read.name), "waits", False)
        )
        for read in payments
    ]


def is_recorded(read: ReadPayment, book: str) -> bool:
    """It may stand in the cash book already, typed there or under another name."""
    near = likely_duplicates(
        book=book, purpose=PURPOSE, day=read.day, amount=read.amount
    )
    return near.filter(ad_payment=None).exists() or namesakes(read, book).exists()


def namesakes(read: ReadPayment, book: str) -> QuerySet[AdPayment]:
    """Payments of another name with this day and amount: typed once, imported once."""
    alike = AdPayment.objects.filter(
        book=book,
        day=read.day,
        amount_minor=read.amount.amount_minor,
        currency=read.amount.currency,
    )
    counts = Q(entry__isnull=False, entry__reversed_by=None) | Q(waits=True)
    return alike.exclude(name=read.name).with_waiting().filter(counts)


def changed_words(compared: Compared) -> str:
    known = compared.known
    message = _(
        "“%(name)s” was recorded before as %(amount)s of %(day)s. Undo that payment "
        "first if it is wrong."
    )
    words = message % {
        "name": compared.read.name,
        "amount": known and known.amount,
        "day": known and known.day,
    }
    return at_line(compared.read.line, words)


def payments_new(
    payments: Iterable[ReadPayment], book: str, *, sure: bool
) -> list[Compared]:
    """What is neither booked nor waiting; ``sure`` lets pass what may be known."""
    lock_head(book)
    compared = compare(payments, book)
    if changed := [changed_words(one) for one in compared if one.is_changed]:
        raise ReadingError(changed)
    new = [one for one in compared if one.is_new]
    if not sure and (doubts := [one for one in new if is_recorded(one.read, book)]):
        raise ReadingError([recorded_words(one) for one in doubts])
    return new


def recorded_words(compared: Compared) -> str:
    message = _(
        "%(amount)s of about this day stands in the books already. Look there first; "
        "tick the box only if this is another payment."
    )
    words = message % {"amount": compared.read.amount}
    return at_line(compared.read.line, words)


def payment_keep(
    compared: Compared, *, book: str, into: Account, author: Any
) -> AdPayment:
    """Write down a payment that is not booked yet."""
    read = compared.read
    check_into(read, into)
    payment = compared.known or AdPayment(book_id=book, name=read.name)
    payment.day, payment.into, payment.made_by = read.day, into, author
    payment.amount_minor = read.amount.amount_minor
    payment.currency = read.amount.currency
    payment.entry = None
    payment.save()
    return payment


def payment_book(payment: AdPayment, *, author: Any) -> AdPayment:
    """Under the book's lock; one that was undone is booked under its next turn."""
    payment.entry = entry_post(
        book=payment.book_id,
        kind=PURPOSE.kind,
        occurred_at=occurred(payment.day),
        source_key=source_key(payment),
        lines=income_lines(payment.amount, payment.into),
        public_memo=PURPOSE.memo,
        author=author,
    )
    payment.save()
    log(payment, f"{LOG}book", user=author, data={"amount": str(payment.amount)})
    return payment


def check_into(read: ReadPayment, into: Account) -> None:
    if into.currency not in ("", read.amount.currency):
        message = _(
            "%(amount)s cannot stand on this bank account, which is in %(currency)s. "
            "Choose “On its way to the bank”."
        )
        words = {"amount": read.amount, "currency": into.currency}
        raise ReadingError([at_line(read.line, message % words)])


def source_key(payment: AdPayment) -> str:
    again = f":{payment.turn}" if payment.turn > 1 else ""
    return f"adsense:{payment.name}{again}"


def occurred(day: date) -> datetime:
    """The beginning of the network's day, which is the same date in Jakarta."""
    return datetime.combine(day, time.min, ZoneInfo(LOS_ANGELES))


def income_lines(amount: Money, into: Account) -> list[Line]:
    ads = chart_account(accounts.ADS)
    return [
        Line(into.code, amount.amount_minor, amount.currency),
        Line(ads, -amount.amount_minor, amount.currency),
    ]


def transit_account() -> Account:
    return Account.objects.get(code=chart_account(accounts.IN_TRANSIT))


def undo_open(payment: AdPayment) -> AdPayment:
    """Take the book and the payment; AdSenseRefused where the bank comes first."""
    lock_head(payment.book_id)
    payment = AdPayment.objects.select_related("entry", "arrival").get(pk=payment.pk)
    if payment.entry and hasattr(payment.entry, "bank_arrival"):
        raise AdSenseRefused(
            _(
                "A bank movement is linked to this payment. Decide anew about that "
                "movement first, under “Bank statements”."
            )
        )
    return payment


@transaction.atomic
def payment_undo(*, payment: AdPayment, reason: str, author: Any) -> AdPayment:
    """Take an entry back by an opposite one; the same name can be booked anew."""
    payment = undo_open(payment)
    if not payment.is_booked:
        return payment
    for entry in (payment.arrival, payment.entry):
        if entry is not None:
            entry_reverse(entry=entry, note_text=reason, author=author)
    payment.entry = payment.arrival = None
    payment.turn += 1
    payment.save()
    log(payment, f"{LOG}undo", user=author, data={"reason": reason})
    return payment


@transaction.atomic
def estimate_note(
    *, book: str, month: date, amount: Money, state: str, author: Any
) -> AdEstimate:
    """Write down what the network says a month earned; a final figure stays final."""
    lock_head(book)
    kept = AdEstimate.objects.filter(
        book=book, month=month, currency=amount.currency
    ).first()
    if kept and kept.state == AdEstimate.State.FINAL and state != kept.state:
        raise AdSenseRefused(
            _("This month is final already. Correct its amount, and leave it final.")
        )
    kept = kept or AdEstimate(book_id=book, month=month, currency=amount.currency)
    kept.amount_minor, kept.state, kept.noted_by = amount.amount_minor, state, author
    kept.save()
    log(kept, f"{LOG}estimate", user=author, data={"amount": str(amount)})
    return kept
