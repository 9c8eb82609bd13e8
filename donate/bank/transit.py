"""What is on its way to the bank, and how long it may take."""

from datetime import datetime, timedelta

from django.db.models import Q

from ..models import JournalEntry

# Payouts take days; what the advertising network pays comes from abroad.
BEFORE = {
    JournalEntry.Kind.PAYOUT: timedelta(days=10),
    JournalEntry.Kind.AD_INCOME: timedelta(days=45),
}


def on_its_way(start: datetime) -> Q:
    """Match entries whose money may arrive on the day that begins at ``start``."""
    kinds = Q()
    for kind, before in BEFORE.items():
        kinds |= Q(kind=kind, occurred_at__gte=start - before)
    waits = Q(ad_payment__arrival=None) | Q(
        ad_payment__arrival__reversed_by__isnull=False
    )
    return kinds & waits
