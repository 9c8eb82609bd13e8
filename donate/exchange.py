"""Money that changed its currency: kept in one form, told in the reader's language.

What is kept stands in an entry's note, under its hash, and never changes.
"""

import re
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from .money import Money

NUMBER = r"(-?[0-9]+(?:\.[0-9]+)?)"
KEPT = re.compile(
    rf"{NUMBER} ([A-Z]{{3}}) = {NUMBER} ([A-Z]{{3}}), exchange rate {NUMBER}"
)


def exchange_kept(given: Money, got: Money, rate: Decimal) -> str:
    return (
        f"{given.major} {given.currency} = {got.major} {got.currency}, "
        f"exchange rate {rate.normalize():f}"
    )


def exchange_told(text: str) -> str:
    """What was kept, in words; what people typed as it is."""
    kept = KEPT.fullmatch(text)
    if kept is None:
        return text
    try:
        given, got = Money.of(kept[1], kept[2]), Money.of(kept[3], kept[4])
    except ValueError:
        return text
    rate = number_format(Decimal(kept[5]), force_grouping=True)
    return _("%(given)s = %(got)s, exchange rate %(rate)s") % {
        "given": given,
        "got": got,
        "rate": rate,
    }
