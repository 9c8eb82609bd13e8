"""One line after the other: the movement it tells, or what is wrong with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from ..models import BankProfile
from ..models.bank_profiles import names
from . import columns as places
from .columns import Columns, cell
from .dates import Period, read_date
from .errors import ReadingError, at_line
from .files import MOST_ROWS, Line
from .numbers import read_amount, split_word


@dataclass(frozen=True)
class ReadRow:
    """One movement; ``amount_minor`` is above zero for what came in."""

    line: int
    day: date
    amount_minor: int
    text: str
    balance_minor: int | None = None


class Reader:
    """Takes line after line, and collects what is wrong with any."""

    def __init__(
        self,
        profile: BankProfile,
        columns: Columns,
        period: Period,
        today: date,
        currency: str,
    ) -> None:
        self.profile, self.columns = profile, columns
        self.period, self.today, self.currency = period, today, currency
        self.problems: list[str] = []
        self.pending = 0
        self.formats = names(profile.date_formats)
        self.pending_words = folded(profile.pending_words)
        self.labels = (profile.opening_label, profile.closing_label)
        starts = [*names(profile.ignored_lines), *self.labels]
        self.ignored = tuple(start.casefold() for start in starts if start)

    def rows(self, lines: Sequence[Line]) -> Iterator[ReadRow]:
        count = 0
        for line in lines:
            if self.is_left_out(line):
                continue
            count += 1
            if count > MOST_ROWS:
                most = _("There are more than %(most)d movements. Ask for fewer days.")
                raise ReadingError([most % {"most": MOST_ROWS}])
            try:
                yield self.row(line)
            except ValueError as error:
                self.problems.append(at_line(line.number, str(error)))

    def is_left_out(self, line: Line) -> bool:
        if cell(line.cells, self.columns.date).casefold() in self.pending_words:
            self.pending += 1
            return True
        if self.ignored and line.start.casefold().startswith(self.ignored):
            return True
        header = Columns.find(self.profile, line.cells)
        return header.is_whole and not places.has_no_header(self.profile)

    def row(self, line: Line) -> ReadRow:
        if any(line.cells[self.columns.width :]):
            raise ValueError(_("it has more columns than the line with their names."))
        text = [line.cells[at] for at in self.columns.text if at < len(line.cells)]
        balance = cell(line.cells, self.columns.balance)
        return ReadRow(
            line=line.number,
            day=self.day(cell(line.cells, self.columns.date)),
            amount_minor=self.amount(line.cells),
            text=" ".join(part for part in text if part),
            balance_minor=self.balance(balance) if balance else None,
        )

    def day(self, text: str) -> date:
        try:
            day = read_date(text, self.formats, self.period)
        except ValueError:
            raise ValueError(
                _("“%(text)s” is no date as this format writes it (%(formats)s).")
                % {"text": text[:40], "formats": self.profile.date_formats}
            ) from None
        if day > self.today:
            message = _("%(day)s has not come yet.")
            raise ValueError(message % {"day": day.isoformat()})
        return day

    def amount(self, line: Sequence[str]) -> int:
        if self.profile.signs == BankProfile.Signs.COLUMNS:
            amount = self.in_or_out(line)
        elif self.profile.signs == BankProfile.Signs.WORD:
            amount = self.by_word(line)
        else:
            amount = self.number(cell(line, self.columns.amount))
        if not amount:
            raise ValueError(_("there is no amount."))
        return amount

    def in_or_out(self, line: Sequence[str]) -> int:
        came, went = (
            abs(self.number(text)) if (text := cell(line, where)) else 0
            for where in (self.columns.credit, self.columns.debit)
        )
        if came and went:
            raise ValueError(_("money came in and went out in the same line."))
        return came - went

    def by_word(self, line: Sequence[str]) -> int:
        text, behind = split_word(cell(line, self.columns.amount))
        word = (behind or cell(line, self.columns.sign)).strip(" .").casefold()
        amount = abs(self.number(text))
        if word in folded(self.profile.credit_words):
            return amount
        if word in folded(self.profile.debit_words):
            return -amount
        raise ValueError(_("nothing says whether this money came in or went out."))

    def number(self, text: str) -> int:
        try:
            return read_amount(text, self.profile.decimal_mark, self.currency)
        except ValueError:
            example = self.profile.get_decimal_mark_display()
            raise ValueError(
                _("“%(text)s” is no amount as this format writes it (%(example)s).")
                % {"text": text[:40], "example": example}
            ) from None

    def balance(self, text: str) -> int:
        text, word = split_word(text)
        amount = self.number(text)
        return (
            -amount if word.casefold() in folded(self.profile.debit_words) else amount
        )

    def labelled(self, lines: Sequence[Line], label: str) -> int | None:
        """Read the balance in the line that begins with ``label``."""
        for line in lines if label else ():
            if line.start.casefold().startswith(label.casefold()):
                text = " ".join(line.cells).replace(":", " ").split()[-1]
                try:
                    return read_amount(text, self.profile.decimal_mark, self.currency)
                except ValueError:
                    return None
        return None


def folded(words: str) -> list[str]:
    return [word.casefold() for word in names(words)]
