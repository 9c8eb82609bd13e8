"""How to pay to our own account, for a donor who has closed the page that says it."""

from typing import Any

from django.utils import timezone

from .. import gateways
from ..models import Donation
from ..waiting.showing import is_open, own_context


def is_over(donation: Donation) -> bool:
    """Say whether there is nothing left to pay: paid, cancelled or too late."""
    until = donation.expires_at
    is_late = until is not None and until <= timezone.now()
    return is_late or not is_open(donation)


def waiting_facts(donation: Donation) -> dict[str, Any]:
    return own_context(donation, gateways.get(donation.method))
