"""Which cell of a line holds what, after the line that names the columns was found."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..models import BankProfile
from ..models.bank_profiles import names

NOT_A_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Columns:
    """Places in a line, counted from 0; empty where a file has no such column."""

    date: list[int]
    text: list[int]
    amount: list[int]
    sign: list[int]
    credit: list[int]
    debit: list[int]
    balance: list[int]
    width: int

    @property
    def is_whole(self) -> bool:
        amounts = self.amount or (self.credit and self.debit)
        return bool(self.date and self.text and amounts)

    @classmethod
    def find(cls, profile: BankProfile, header: Sequence[str]) -> "Columns":
        def places(text: str) -> list[int]:
            return find_places(names(text), header)

        by_columns = profile.signs == BankProfile.Signs.COLUMNS
        return cls(
            date=places(profile.date_columns),
            text=places(profile.text_columns),
            amount=[] if by_columns else places(profile.amount_columns),
            sign=places(profile.sign_columns),
            credit=places(profile.credit_columns) if by_columns else [],
            debit=places(profile.debit_columns) if by_columns else [],
            balance=places(profile.balance_columns),
            width=len(header),
        )


def find_places(wanted: Sequence[str], header: Sequence[str]) -> list[int]:
    """In the order asked for; a name that stands twice counts twice."""
    found: list[int] = []
    known = [plain(name) for name in header]
    for name in wanted:
        if name.isascii() and name.isdigit():
            found.append(int(name) - 1)
        else:
            found += [at for at, cell in enumerate(known) if cell == plain(name)]
    return [place for place in dict.fromkeys(found) if place >= 0]


def has_no_header(profile: BankProfile) -> bool:
    """True where every column is given by its number."""
    wanted = [
        *names(profile.date_columns),
        *names(profile.text_columns),
        *names(profile.amount_columns),
        *names(profile.credit_columns),
        *names(profile.debit_columns),
    ]
    return all(name.isascii() and name.isdigit() for name in wanted)


def plain(name: str) -> str:
    return NOT_A_LETTER.sub(" ", name.casefold()).strip()


def cell(line: Sequence[str], places: Sequence[int]) -> str:
    """Return the first of ``places``; "" where the line ends before it."""
    return line[places[0]] if places and places[0] < len(line) else ""
