"""What a sponsor and the treasurer are told of an advertisement."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from ..ledger import accounts
from ..ledger.books import active_book
from ..models import JournalLine, Sponsor, SponsorDay, SponsorSlot
from ..money import Money
from .counting import pending
from .showing import today


@dataclass
class SlotReport:
    slot: SponsorSlot
    days: list[SponsorDay] = field(default_factory=list)

    @property
    def views(self) -> int:
        return sum(day.views for day in self.days)

    @property
    def clicks(self) -> int:
        return sum(day.clicks for day in self.days)

    @property
    def rate(self) -> float:
        """Clicks of a hundred views; 0 where nobody saw it."""
        return 100 * self.clicks / self.views if self.views else 0.0


def sponsor_report(sponsor: Sponsor) -> list[SlotReport]:
    """All figures of one sponsor, the newest advertisement first."""
    pending.flush()
    slots = sponsor.slots.prefetch_related("days")
    return [SlotReport(slot, list(slot.days.all())) for slot in slots]


def slot_report(slot: SponsorSlot) -> SlotReport:
    pending.flush()
    return SlotReport(slot, list(slot.days.all()))


def with_sums(slots: QuerySet[SponsorSlot]) -> QuerySet[Any]:
    """Add ``seen``, ``followed`` and ``paid_minor`` to each, in the same query."""
    return slots.annotate(
        seen=sum_of("views"), followed=sum_of("clicks"), paid_minor=paid_sum()
    )


def sum_of(name: str) -> Coalesce:
    days = SponsorDay.objects.filter(slot=OuterRef("pk")).order_by()
    return Coalesce(
        Subquery(days.values("slot").annotate(sum=Sum(name)).values("sum")), 0
    )


def paid_sum() -> Coalesce:
    """What stands in the active book for it and was not undone."""
    lines = JournalLine.objects.filter(
        entry__sponsor_payment__slot=OuterRef("pk"),
        entry__book=active_book(),
        entry__reversed_by=None,
        account__code=accounts.ADS,
        currency=OuterRef("currency"),
    ).order_by()
    slot = "entry__sponsor_payment__slot"
    sums = lines.values(slot).annotate(sum=-Sum("amount_minor")).values("sum")
    return Coalesce(Subquery(sums), 0)


def paid(slot: SponsorSlot) -> Money:
    found = with_sums(SponsorSlot.objects.filter(pk=slot.pk)).get()
    return Money(found.paid_minor, slot.currency)


def paid_words(price: Money, paid: Money) -> str:
    """Say how far it is paid, beside the price that was agreed."""
    if not price:
        return _("free of charge") if not paid else _("%(sum)s paid") % {"sum": paid}
    if not paid:
        return _("%(price)s unpaid") % {"price": price}
    if paid < price:
        return _("%(sum)s of %(price)s paid") % {"sum": paid, "price": price}
    return _("%(sum)s paid") % {"sum": paid}


VIEWS = pgettext_lazy("advertisement", "Views")
CLICKS = pgettext_lazy("advertisement", "Clicks")
STATES = {
    "over": pgettext_lazy("advertisement", "over"),
    "paused": pgettext_lazy("advertisement", "paused"),
    "running": pgettext_lazy("advertisement", "running"),
    "coming": pgettext_lazy("advertisement", "to come"),
}


def state_words(slot: SponsorSlot) -> str:
    return str(STATES[state(slot, today())])


def state(slot: SponsorSlot, day: date) -> str:
    if day > slot.ends_on:
        return "over"
    if not slot.active:
        return "paused"
    return "running" if day >= slot.starts_on else "coming"
