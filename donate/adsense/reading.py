"""The list of payments as CSV: what is a payment, and what is wrong with a line."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from ..bank.dates import Period, read_date
from ..bank.errors import ReadingError, at_line
from ..bank.files import DELIMITERS, Line, decode, split_lines
from ..models.adsense import LOS_ANGELES
from ..money import EXPONENTS, Money
from .amounts import AmountUnclear, read_formatted

DATES = ("date", "payment date", "tanggal", "tanggal pembayaran")
AMOUNTS = ("amount", "payment amount", "paid", "jumlah", "jumlah pembayaran", "dibayar")
TEXTS = ("description", "type", "deskripsi", "keterangan", "jenis")
NAMES = ("name", "payment", "payment id", "payment number", "nama", "nomor pembayaran")
PAYMENT = re.compile(
    r"\b(payments?|pembayaran|wire|transfer|paid|dibayar|dibayarkan)\b", re.IGNORECASE
)
# What has such a word in it and is none: it came back, is kept, or cost something.
NO_PAYMENT = re.compile(
    r"\b(return(s|ed)?|revers(al|ed)|refund(ed)?|reject(ed)?|fail(ed|ure)?"
    r"|cancel(l?ed|lation)?|fees?|hold|held|unpaid|pending|scheduled|earnings?|tax(es)?"
    r"|adjustments?|credits?|debits?|transferred|transfer (from|dari)"
    r"|dikembalikan|pengembalian|pembalikan|ditolak|gagal|batal|dibatalkan|pembatalan"
    r"|biaya|ditahan|penangguhan|ditangguhkan|belum|tertunda|dijadwalkan|penghasilan"
    r"|pendapatan|pajak|penyesuaian|ditransfer)\b",
    re.IGNORECASE,
)
WORDED = ("yyyy-mm-dd", "mmm dd, yyyy", "mmmm dd, yyyy", "dd mmm yyyy", "dd mmmm yyyy")
DAY_FIRST, MONTH_FIRST = "dd/mm/yyyy", "mm/dd/yyyy"
HEADER_WITHIN = 20
MOST = 500


@dataclass(frozen=True)
class ReadPayment:
    """One payment; without a name of its own it is known by its day."""

    line: int
    name: str
    day: date
    amount: Money


@dataclass
class ReadFile:
    payments: list[ReadPayment] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Columns:
    day: int
    amount: int
    text: int | None
    name: int | None
    currency: str = ""

    @classmethod
    def find(cls, cells: Sequence[str]) -> "Columns | None":
        plain = [re.sub(r"\s*\(.*?\)", "", cell).strip().casefold() for cell in cells]

        def place(names: Iterable[str]) -> int | None:
            return next((at for at, cell in enumerate(plain) if cell in names), None)

        day, amount = place(DATES), place(AMOUNTS)
        if day is None or amount is None:
            return None
        named = re.search(r"\(([A-Za-z]{3})\)", cells[amount])
        currency = named[1].upper() if named and named[1].upper() in EXPONENTS else ""
        return cls(day, amount, place(TEXTS), place(NAMES), currency)


def today() -> date:
    """The day it is where the network pays."""
    return datetime.now(ZoneInfo(LOS_ANGELES)).date()


def read_payments(content: bytes) -> ReadFile:
    """Read every line; ReadingError if it is no such list at all."""
    lines, columns = with_header(decode(content, ""))
    found = ReadFile()
    if len(lines) > MOST:
        message = _("There are more than %(most)d lines. Take fewer months.")
        raise ReadingError([message % {"most": MOST}])
    for line in lines:
        try:
            take(found, line, columns)
        except ValueError as error:
            found.problems.append(at_line(line.number, str(error)))
    keep_one_sign(found)
    check_names(found)
    return found


def with_header(text: str) -> tuple[list[Line], Columns]:
    problem: ReadingError | None = None
    for delimiter in DELIMITERS:
        try:
            lines = list(split_lines(text, delimiter))
        except ReadingError as error:
            problem = problem or error
            continue
        for at, line in enumerate(lines[:HEADER_WITHIN]):
            if columns := Columns.find(line.cells):
                return lines[at + 1 :], columns
    message = _(
        "The line with the names of the columns was not found. There must be one for "
        "the date (“Date” or “Tanggal”) and one for the amount (“Amount” or “Jumlah”)."
    )
    raise problem or ReadingError([message])


def take(found: ReadFile, line: Line, columns: Columns) -> None:
    """A payment, or why it is none: earnings are in such lists, too."""
    cells = [*line.cells, *[""] * 20]
    name = cells[columns.name] if columns.name is not None else ""
    text = cells[columns.text] if columns.text is not None else ""
    if name.endswith("unpaid"):
        found.left_out.append(at_line(line.number, _("not paid yet.")))
        return
    if columns.text is not None and not is_payment(text):
        message = _("“%(text)s” is no payment.") % {"text": text[:60]}
        found.left_out.append(at_line(line.number, message))
        return
    day = read_day(cells[columns.day])
    amount = read_signed(cells[columns.amount], columns.currency)
    name = name or f"payments/{day.isoformat()}"
    found.payments.append(ReadPayment(line.number, name[:120], day, amount))


def read_day(text: str) -> date:
    day = day_written(text)
    if day > today():
        message = _("%(day)s has not come yet in Los Angeles.")
        raise ValueError(message % {"day": day.isoformat()})
    return day


def day_written(text: str) -> date:
    """Read a date; one like 03/04/2026 may be March or April, so it is refused."""
    period = Period(None, today())
    found = set()
    for formats in (WORDED, (DAY_FIRST,), (MONTH_FIRST,)):
        try:
            found.add(read_date(text, formats, period))
        except ValueError:
            continue
    if len(found) == 1:
        return found.pop()
    if found:
        message = _("“%(text)s” can be two dates. Write it as 2026-09-21.")
    else:
        message = _("“%(text)s” is no date. Write it as 2026-09-21.")
    raise ValueError(message % {"text": text[:40]})


def is_payment(text: str) -> bool:
    return bool(PAYMENT.search(text)) and not NO_PAYMENT.search(text)


def read_amount(text: str, currency: str = "") -> Money:
    """What was paid out, which stands below zero at the network."""
    amount = read_signed(text, currency)
    return -amount if amount.amount_minor < 0 else amount


def read_signed(text: str, currency: str) -> Money:
    amount = read_formatted(text, currency)
    if not amount:
        raise AmountUnclear(_("The amount is zero."))
    return amount


def keep_one_sign(found: ReadFile) -> None:
    """Payments stand all below zero or all above; what is on the other side is none."""
    below = [one for one in found.payments if one.amount.amount_minor < 0]
    above = [one for one in found.payments if one.amount.amount_minor > 0]
    if below and len(below) == len(above):
        message = _(
            "as many amounts stand below zero as above, so payments cannot be told "
            "from what came back. Take out the lines that are no payments."
        )
        found.problems.append(at_line(above[0].line, message))
    fewer = min(below, above, key=len)
    found.left_out += [other_side(one) for one in fewer]
    found.payments = [
        replace(one, amount=-one.amount if one in below else one.amount)
        for one in found.payments
        if one not in fewer
    ]


def other_side(payment: ReadPayment) -> str:
    message = _("%(amount)s has the opposite sign of the payments.")
    return at_line(payment.line, message % {"amount": payment.amount})


def check_names(found: ReadFile) -> None:
    """Two payments of one name cannot be told apart the next time."""
    seen: dict[str, int] = {}
    for payment in found.payments:
        if payment.name in seen:
            message = _(
                "it has the same name or day as line %(line)d, so they cannot be told "
                "apart. Give each a name, in a column “Name”."
            )
            words = message % {"line": seen[payment.name]}
            found.problems.append(at_line(payment.line, words))
        seen.setdefault(payment.name, payment.line)
