"""Find the gift that a donor asks about, by whatever the donor can tell."""

import re
from uuid import UUID

from django.db.models import F, Q

from ..money import AmountError, Money, parse_amount

CODE_UNIT = Money.of(1, "IDR").amount_minor
REFERENCE = re.compile(r"[0-9a-f]{8,32}")


def gifts_found(gifts, words, *, with_donors):
    """Narrow ``gifts``; by name and e-mail only ``with_donors``."""
    words = words.strip()
    found = Q(problem__icontains=words) | by_reference(words) | by_amount(words)
    if with_donors:
        found |= Q(contact__name__icontains=words) | Q(contact__email__icontains=words)
    asked = F("amount_minor") + F("unique_code") * CODE_UNIT
    return gifts.annotate(asked_minor=asked).filter(found)


def by_reference(words):
    """The whole reference, or at least the short one that donors know."""
    digits = words.replace("-", "").lower()
    if not REFERENCE.fullmatch(digits):
        return Q()
    ends = UUID(digits.ljust(32, "0")), UUID(digits.ljust(32, "f"))
    return Q(public_id__range=ends)


def by_amount(words):
    """What was given, or what the donor was asked to pay with the unique code."""
    try:
        minor = parse_amount(words, "IDR").amount_minor
    except AmountError:
        return Q()
    return Q(currency="IDR") & (Q(amount_minor=minor) | Q(asked_minor=minor))
