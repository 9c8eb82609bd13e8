"""Amounts as the network writes them: text for readers, not numbers.

``$1,234.57``, ``Rp1.234.567``, ``Rp 1.234.567,00``, ``US$1.234,57``. What can be read
in two ways is refused.
"""

import re

from django.utils.translation import gettext as _

from ..money import LARGEST_MINOR, Money

SIGNS = {
    "us$": "USD",
    "usd": "USD",
    "$": "USD",
    "rp": "IDR",
    "idr": "IDR",
    "€": "EUR",
    "eur": "EUR",
    "s$": "SGD",
    "sgd": "SGD",
}
SIGN = "|".join(re.escape(sign) for sign in SIGNS)
WRITTEN = re.compile(
    rf"(?P<open>\()?(?P<minus>[-−])?\s*(?P<before>{SIGN})?\.?\s*(?P<late>[-−])?\s*"
    rf"(?P<number>[0-9][0-9.,' ]*?)\s*(?P<after>{SIGN})?\s*(?P<close>\))?",
    re.IGNORECASE,
)
SPACES = dict.fromkeys(map(ord, "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"), " ")
LONGEST = 60


class AmountUnclear(ValueError):
    """Its text tells the treasurer what is unclear."""


def read_formatted(text: str, currency: str = "") -> Money:
    """Read an amount; ``currency`` is what the column says where the text does not."""
    found = WRITTEN.fullmatch(text.translate(SPACES).strip()[:LONGEST])
    if not found or bool(found["open"]) != bool(found["close"]):
        raise AmountUnclear(_("“%(text)s” is no amount.") % {"text": text[:LONGEST]})
    code = currency_of(found, currency, text)
    whole, fraction = digits_of(found["number"], code, text)
    money = Money.of(f"{whole}.{fraction}", code)
    if money.amount_minor > LARGEST_MINOR:
        raise AmountUnclear(_("“%(text)s” is too large.") % {"text": text[:LONGEST]})
    return -money if found["minus"] or found["late"] or found["open"] else money


def currency_of(found: re.Match[str], told: str, text: str) -> str:
    signs = {SIGNS[sign.lower()] for sign in (found["before"], found["after"]) if sign}
    known = signs or ({told} if told else set())
    if (signs and told and signs != {told}) or len(known) > 1:
        message = _("“%(text)s” is in another currency than its column says.")
        raise AmountUnclear(message % {"text": text[:LONGEST]})
    if not known:
        message = _("“%(text)s” names no currency. Write Rp or US$ before it.")
        raise AmountUnclear(message % {"text": text[:LONGEST]})
    return known.pop()


def digits_of(number: str, currency: str, text: str) -> tuple[str, str]:
    """Return what stands before and behind the decimal mark; never by guess."""
    marks = [sign for sign in number if sign in ".,"]
    if len(set(marks)) == 2:
        whole, mark, fraction = number.rpartition(marks[-1])
        is_clear = marks.count(mark) == 1 and len(fraction) == 2
        return checked(whole, fraction, text) if is_clear else unclear(text)
    if len(marks) == 1:
        whole, mark, rest = number.partition(marks[0])
        if len(rest) == 2:
            return checked(whole, rest, text)
        # Three digits are thousands in rupiah, which has no other decimals; in dollars
        # they are thousands for one reader and thousandths for another.
        is_clear = len(rest) == 3 and currency == "IDR"
        return checked(number, "00", text) if is_clear else unclear(text)
    return checked(number, "00", text)


def checked(whole: str, fraction: str, text: str) -> tuple[str, str]:
    """Groups are of three digits and parted by one sign only."""
    grouped = re.fullmatch(r"[0-9]{1,3}(?:([.,' ])[0-9]{3})(?:\1[0-9]{3})*", whole)
    if not (grouped or re.fullmatch(r"[0-9]+", whole)):
        unclear(text)
    return re.sub("[^0-9]", "", whole), fraction


def unclear(text: str) -> tuple[str, str]:
    message = _(
        "“%(text)s” can be read in more than one way. Write it with two decimals, for "
        "example US$1,234.50, or in whole rupiah."
    )
    raise AmountUnclear(message % {"text": text[:LONGEST]})
