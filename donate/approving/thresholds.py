"""From which amount on a second person has to agree."""

from collections import Counter

from .. import conf
from ..models import JournalEntry
from ..money import Money


def needs_second_person(*amounts: Money) -> bool:
    """Say whether one of them is above what one person may book alone."""
    return any(_is_above(money) for money in amounts)


def moved_by(entry: JournalEntry) -> list[Money]:
    """What an entry moved, whichever way: once for each currency."""
    sums: Counter[str] = Counter()
    for line in entry.lines.all():
        sums[line.currency] += max(line.amount_minor, 0)
    return [Money(total, currency) for currency, total in sums.items()]


def _is_above(money: Money) -> bool:
    most = conf.get("FOUR_EYES_ABOVE").get(money.currency, 0)
    limit = Money.of(most, money.currency).amount_minor
    return bool(most) and abs(money.amount_minor) > limit
