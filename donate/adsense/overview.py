"""Estimated, final, paid: the three stages of each month beside each other."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from ..models import AdEstimate, AdPayment
from ..money import Money
from .arriving import arrived

SHOWN = 24


@dataclass
class AdMonth:
    """What a month earned by the network's estimate, and what was paid after it."""

    first_day: date
    estimates: list[AdEstimate] = field(default_factory=list)
    payments: list[tuple[AdPayment, bool]] = field(default_factory=list)


@dataclass
class AdOverview:
    months: Sequence[AdMonth]
    unpaid: Sequence[Money]


def overview(book: str) -> AdOverview:
    """The newest months first; a payment stands beside the month it followed."""
    months: dict[date, AdMonth] = {}

    def month(day: date) -> AdMonth:
        return months.setdefault(day.replace(day=1), AdMonth(day.replace(day=1)))

    estimates = list(AdEstimate.objects.filter(book=book))
    for estimate in estimates:
        month(estimate.month).estimates.append(estimate)
    payments = list(booked_payments(book))
    for payment in payments:
        earned = payment.day.replace(day=1) - timedelta(days=1)
        month(earned).payments.append((payment, arrived(payment)))
    newest = sorted(months.values(), key=lambda one: one.first_day, reverse=True)
    return AdOverview(newest[:SHOWN], final_and_unpaid(estimates, payments))


def booked_payments(book: str) -> list[AdPayment]:
    found = AdPayment.objects.filter(book=book, entry__isnull=False).select_related(
        "into", "entry__bank_arrival", "entry__reversed_by", "arrival__reversed_by"
    )
    return [payment for payment in found if payment.is_booked]


def final_and_unpaid(
    estimates: Sequence[AdEstimate], payments: Sequence[AdPayment]
) -> list[Money]:
    """Sum final months since the last payment; what was before it has been paid."""
    last = max((payment.day.replace(day=1) for payment in payments), default=date.min)
    sums: dict[str, int] = defaultdict(int)
    for estimate in estimates:
        if estimate.state == AdEstimate.State.FINAL and estimate.month >= last:
            sums[estimate.currency] += estimate.amount_minor
    return [Money(total, currency) for currency, total in sums.items() if total > 0]
