"""Income that names the advertisement it paid for."""

from typing import Any

from django.db import transaction

from ..ledger.recording import entry_record
from ..models import JournalEntry, SponsorPayment, SponsorSlot


@transaction.atomic
def payment_record(*, slot: SponsorSlot, **facts: Any) -> JournalEntry:
    """Book the entry and tie it to ``slot``; sent twice, the first tie stays."""
    entry = entry_record(**facts)
    SponsorPayment.objects.get_or_create(entry=entry, defaults={"slot": slot})
    return entry
