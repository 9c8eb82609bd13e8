"""The way of a gift in steps, honest about what is not known yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from ..ledger import accounts
from ..models import Donation, JournalEntry
from ..money import Money

State = Donation.State
Kind = JournalEntry.Kind
RECEIVED = (State.PAID, State.BOOKED)


@dataclass(frozen=True)
class Step:
    """``look`` is done, now, wrong or, for what is to come, empty."""

    look: str
    icon: str
    title: str
    when: datetime | None = None
    help: str = ""
    #: Banks tell the day of a movement; an hour beside it would be made up.
    day_only: bool = False


def steps_of(donation: Donation) -> list[Step]:
    return [
        chosen(donation),
        paying(donation),
        *booking(donation),
        *given_back(donation),
        *disputed(donation),
    ]


def chosen(donation: Donation) -> Step:
    amount = Money(donation.amount_minor, donation.currency)
    words = _("You chose %(amount)s") % {"amount": amount}
    return Step("done", "done", words, donation.created_at)


def paying(donation: Donation) -> Step:
    if donation.state in RECEIVED:
        return Step(
            "done",
            "done",
            _("Received"),
            donation.paid_at,
            day_only=told_by_bank(donation, Kind.DONATION, donation.paid_at),
        )
    if donation.problem:
        words = _("Something does not fit. A person is looking into it.")
        return Step("now", "search", _("Being looked into"), help=words)
    if donation.state == State.PENDING:
        words = _("Your bank is still working on it. You need not do anything.")
        return Step("now", "clock", _("Being processed"), help=words)
    if donation.state == State.FAILED:
        words = _("Nothing was charged.")
        return Step("wrong", "alert", _("The payment failed"), help=words)
    if donation.is_cancelled:
        words = _("Should money still arrive, it counts.")
        return Step("wrong", "arrow-left", _("You cancelled it"), help=words)
    if donation.state == State.EXPIRED:
        words = _("The time to pay is over. Should money still arrive, it counts.")
        return Step("wrong", "clock", _("Expired"), donation.expires_at, words)
    return Step("now", "clock", _("Waiting for your payment"))


def booking(donation: Donation) -> Iterator[Step]:
    if donation.state == State.BOOKED:
        yield Step("done", "done", _("In the books"), donation.booked_at)
    elif donation.state == State.PAID:
        words = _(
            "It is entered once the payment service has told us its fee, mostly within "
            "a day."
        )
        yield Step("now", "receipt", _("Not in the books yet"), help=words)
    elif donation.state not in (State.FAILED, State.EXPIRED):
        yield Step("", "receipt", _("Not in the books yet"))


def given_back(donation: Donation) -> Iterator[Step]:
    if donation.refunded_minor:
        amount = Money(donation.refunded_minor, donation.currency)
        words = _("%(amount)s given back") % {"amount": amount}
        when = last_refund(donation)
        day_only = told_by_bank(donation, Kind.REFUND, when)
        yield Step("done", "out", words, when, day_only=day_only)


def told_by_bank(donation: Donation, kind: str, when: datetime | None) -> bool:
    if when is None:
        return False
    entries = donation.entries.filter(kind=kind, occurred_at=when)
    return entries.filter(
        lines__account__code__startswith=accounts.BANK_PREFIX
    ).exists()


def last_refund(donation: Donation) -> datetime | None:
    refunds = donation.entries.filter(kind=Kind.REFUND, reversed_by=None)
    return refunds.order_by("-seq").values_list("occurred_at", flat=True).first()


def disputed(donation: Donation) -> Iterator[Step]:
    if donation.dispute == Donation.Dispute.OPEN:
        words = _("The bank is looking into an objection. That can take some weeks.")
        yield Step("now", "warning", _("Disputed"), help=words)
    elif donation.dispute == Donation.Dispute.WON:
        words = _("The bank decided that the gift stays.")
        yield Step("done", "done", _("Dispute over"), help=words)
    elif donation.dispute == Donation.Dispute.LOST:
        words = _("The bank took the money back from us.")
        yield Step("wrong", "out", _("Dispute over"), help=words)
