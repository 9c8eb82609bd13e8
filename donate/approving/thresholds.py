"""From which amount on a second person has to agree."""

from collections import Counter

from .. import conf
from ..models import JournalEntry
from ..money import Money


def needs_second_person(*amounts: Money) -> bool:
    """Say whether one of them is above what one person may book alone."""
    return any(_is_above(money) for money in amounts)


def limit_of(currency: str) -> Money | None:
    """What one person may book alone; None where nobody has said."""
    most = conf.get("FOUR_EYES_ABOVE").get(currency)
    return None if most is None else Money.of(most, currency)


def moved_by(entry: JournalEntry) -> list[Money]:
    """What an entry moved, whichever way: once for each currency."""
    sums: Counter[str] = Counter()
    for line in entry.lines.all():
        sums[line.currency] += max(line.amount_minor, 0)
    return [Money(total, currency) for currency, total in sums.items()]


def _is_above(money: Money) -> bool:
    if not any(conf.get("FOUR_EYES_ABOVE").values()):
        return False
    limit = limit_of(money.currency)
    if limit is None:
        return money.amount_minor != 0
    return bool(limit.amount_minor) and abs(money.amount_minor) > limit.amount_minor
