"""Which entries may be given out one by one, so that none of them leads to a person.

Given out is

- what has to do with no person: income from an advertising network, interest, opening
  balances, costs of the accounts in ``OPEN_COSTS``, and corrections of these;
- a gift, where at least ``CROWD`` different people gave in just the same way: the same
  day, way, amount, fee and account. Somebody who knows that X gave about so much on
  that day finds a crowd, and learns nothing from its members but what they share.

Of everything else a stranger gets the hash and the sums of its month. What is held back
of the gifts of one month, way and account must be those of a crowd as well, or none:
otherwise the sum minus what is given out would be one person's gift.

A payout is never given out: on a quiet day it is the gift of one person, without fee.
"""

from collections import defaultdict
from collections.abc import Iterable

from .. import conf
from ..models import Donation, JournalEntry
from . import accounts

Kind, Memo = JournalEntry.Kind, JournalEntry.Memo
GIFTS = (Memo.CARD_GIFT, Memo.TRANSFER_GIFT, Memo.QRIS_GIFT)
# Digests of other keys could be guessed: that of a bank's row holds a donor's name.
HARD_TO_GUESS = ("stripe:", "manual:")
UNKNOWN = ""
Lines = tuple[tuple[str, int, str], ...]
Gifts = list[JournalEntry]


def given_out(entries: Iterable[JournalEntry], *, crowd: int) -> list[int]:
    """Return the numbers of the entries of one month that may be given out.

    Needs ``lines__account``, ``reverses__lines__account`` and ``donation__contact``.
    """
    entries = list(entries)
    numbers = [entry.seq for entry in entries if is_nobodys(entry)]
    gifts = [entry for entry in entries if is_gift(entry)]
    numbers += [gift.seq for gift in _in_a_crowd(gifts, crowd)]
    return sorted(numbers)


def is_nobodys(entry: JournalEntry) -> bool:
    """Whether it has to do with no person."""
    if entry.donation_id is not None:
        return False
    if entry.kind == Kind.REVERSAL:
        return entry.reverses is not None and is_nobodys(entry.reverses)
    if not all(_is_open(line.account.code, entry) for line in entry.lines.all()):
        return False
    return (
        entry.kind in (Kind.OPENING, Kind.EXPENSE)
        or (entry.kind, entry.public_memo) == (Kind.AD_INCOME, Memo.ADSENSE)
        or (entry.kind, entry.public_memo) == (Kind.OTHER_INCOME, Memo.INTEREST)
    )


def is_gift(entry: JournalEntry) -> bool:
    return entry.kind == Kind.DONATION


def _is_open(code: str, entry: JournalEntry) -> bool:
    expected = {
        Kind.AD_INCOME: accounts.ADS,
        Kind.OTHER_INCOME: accounts.OTHER_INCOME,
        Kind.OPENING: accounts.OPENING,
    }.get(Kind(entry.kind))
    if code.startswith(accounts.BANK_PREFIX) or code == expected:
        return True
    return entry.kind == Kind.EXPENSE and code in conf.get("OPEN_COSTS")


def _in_a_crowd(gifts: Gifts, crowd: int) -> Gifts:
    alike: dict[object, Gifts] = defaultdict(list)
    for gift in gifts:
        alike[gift.local_date, gift.public_memo, _lines(gift)].append(gift)
    crowds = [same for same in alike.values() if _may_be_told(same, crowd)]
    given = [gift for same in crowds for gift in same]
    return [gift for part in _parts(gifts, given, crowd) for gift in part]


def _parts(gifts: Gifts, given: Gifts, crowd: int) -> Iterable[Gifts]:
    """Of each way and account: what was given, unless the rest is a few people's."""
    numbers = {gift.seq for gift in given}
    parts: dict[object, tuple[Gifts, Gifts]] = defaultdict(lambda: ([], []))
    for gift in gifts:
        held_back = gift.seq not in numbers
        parts[_way(gift)][held_back].append(gift)
    for shown, rest in parts.values():
        if not rest or _people(rest) >= crowd:
            yield shown


def _may_be_told(alike: Gifts, crowd: int) -> bool:
    return _people(alike) >= crowd and all(
        gift.public_memo in GIFTS and gift.source_key.startswith(HARD_TO_GUESS)
        for gift in alike
    )


def _way(gift: JournalEntry) -> object:
    """What sums by month tell apart: the way of the gift, and its accounts."""
    codes = frozenset((code, currency) for code, _amount, currency in _lines(gift))
    return gift.public_memo, codes


def _people(gifts: Gifts) -> int:
    """How many different people surely gave; somebody unknown may be any of them."""
    return len({_giver(gift) for gift in gifts} - {UNKNOWN})


def _giver(gift: JournalEntry) -> str:
    donation: Donation | None = gift.donation
    contact = getattr(donation, "contact", None)
    return contact.email.casefold() if contact else UNKNOWN


def _lines(entry: JournalEntry) -> Lines:
    return tuple(
        sorted(
            (line.account.code, line.amount_minor, line.currency)
            for line in entry.lines.all()
        )
    )
