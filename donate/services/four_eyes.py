"""Where one person is not enough."""

from .. import conf
from ..money import Money


def needs_second_person(amount: Money) -> bool:
    """True above ``FOUR_EYES_ABOVE``; 0, or a currency that is not named, is never."""
    limit: int = conf.get("FOUR_EYES_ABOVE").get(amount.currency, 0)
    return bool(limit) and abs(amount.amount_minor) > limit
