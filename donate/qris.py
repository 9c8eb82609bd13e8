"""Codes of QRIS, Indonesia's payment QR: read, checked, and given an amount.

The text of such a code is EMVCo's "Merchant-Presented Mode": fields of a two-digit id,
a two-digit length and a value, the last of them a checksum. It is parsed and written,
never searched and replaced: what looks like a field can stand inside another's value.
"""

import re
from binascii import crc_hqx
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .money import Money

LONGEST = 512
FORMAT, INITIATION, CURRENCY, AMOUNT, TIP = "00", "01", "53", "54", "55"
COUNTRY, NAME, CITY, CHECKSUM = "58", "59", "60", "63"
STATIC, DYNAMIC = "11", "12"
RUPIAH, INDONESIA = "360", "ID"
HEAD = re.compile(r"([0-9]{2})([0-9]{2})")
CHECKSUM_HEAD = f"{CHECKSUM}04"
# Where merchants are known: cards' own fields, then those of QR schemes as QRIS.
MERCHANT = {f"{number:02}" for number in range(2, 52)}
# Fields that hold fields.
NESTED = {f"{number:02}" for number in (*range(26, 52), 62, 64)}


class QrisError(ValueError):
    """A code that cannot be taken; its text is for the person who pasted it."""


@dataclass(frozen=True)
class Field:
    id: str
    value: str

    def __str__(self) -> str:
        return f"{self.id}{len(self.value):02}{self.value}"


def fields_read(text: str) -> list[Field]:
    """Split a text into fields; QrisError unless they fill it to the last letter."""
    fields, position = [], 0
    while position < len(text):
        head = HEAD.match(text, position)
        if head is None:
            raise QrisError(_damaged(position))
        end = head.end() + int(head[2])
        if end == head.end() or end > len(text):
            raise QrisError(_damaged(position))
        fields.append(Field(head[1], text[head.end() : end]))
        position = end
    return fields


def fields_write(fields: Iterable[Field]) -> str:
    """Write fields in their order, and the checksum over them."""
    body = "".join(map(str, fields)) + CHECKSUM_HEAD
    return body + checksum(body)


def checksum(text: str) -> str:
    """CRC-16/CCITT-FALSE, as four hexadecimal digits."""
    return f"{crc_hqx(text.encode(), 0xFFFF):04X}"


@dataclass(frozen=True)
class StaticQris:
    """A merchant's code without an amount, checked."""

    fields: tuple[Field, ...]

    @classmethod
    def read(cls, text: str) -> "StaticQris":
        """QrisError unless ``text`` is a whole static code in rupiah."""
        text = text.strip()
        if len(text) > LONGEST:
            raise QrisError(_("This is too long for a QRIS code."))
        if not text.isprintable():
            raise QrisError(
                _("It holds a line break or invisible sign. Paste it in one line.")
            )
        fields = fields_read(text)
        check_frame(text, fields)
        found = {field.id: field.value for field in fields}
        check_merchant(found)
        check_static(found)
        return cls(tuple(fields[:-1]))

    @property
    def merchant(self) -> str:
        return self._value(NAME)

    @property
    def city(self) -> str:
        return self._value(CITY)

    def with_amount(self, amount: Money) -> str:
        """Return a code for one payment of ``amount``, all else as it was."""
        if amount.currency != "IDR" or not amount.is_whole or amount.amount_minor <= 0:
            raise ValueError(f"{amount} cannot be asked for by QRIS")
        asked = Field(AMOUNT, str(int(amount.major)))
        text = fields_write(self._with(asked))
        if len(text) > LONGEST:
            raise QrisError(_("This is too long for a QRIS code."))
        return text

    def _with(self, asked: Field) -> Iterable[Field]:
        """A field for one payment only, and the amount behind its currency."""
        silent = all(field.id != INITIATION for field in self.fields)
        for field in self.fields:
            yield Field(INITIATION, DYNAMIC) if field.id == INITIATION else field
            if silent and field.id == FORMAT:
                yield Field(INITIATION, DYNAMIC)
            if field.id == CURRENCY:
                yield asked

    def _value(self, wanted: str) -> str:
        return next(field.value for field in self.fields if field.id == wanted)


def check_frame(text: str, fields: list[Field]) -> None:
    """Look at what holds the code together: beginning, checksum, each field once."""
    ids = [field.id for field in fields]
    if not fields or fields[0] != Field(FORMAT, "01"):
        raise QrisError(
            _("This is not the text of a QRIS code. It begins with 000201.")
        )
    if fields[-1].id != CHECKSUM or len(fields[-1].value) != 4:
        raise QrisError(
            _("The end of the code is missing, or something stands behind it.")
        )
    if checksum(text[:-4]) != fields[-1].value.upper():
        raise QrisError(
            _(
                "The checksum does not fit: a letter was lost or changed. Read the "
                "code once more and copy all of it."
            )
        )
    if len(set(ids)) != len(ids):
        raise QrisError(_("The code says a thing twice. Ask your bank for a new one."))
    for field in fields:
        if field.id in NESTED:
            fields_read(field.value)


def check_merchant(found: dict[str, str]) -> None:
    if found.get(COUNTRY) != INDONESIA or found.get(CURRENCY) != RUPIAH:
        raise QrisError(
            _("This code is not for rupiah in Indonesia, so it is not a QRIS code.")
        )
    names = found.get(NAME, "").strip() and found.get(CITY, "").strip()
    if not names or not MERCHANT & found.keys():
        raise QrisError(_("The code does not say whose account it is."))


def check_static(found: dict[str, str]) -> None:
    if found.get(INITIATION, STATIC) != STATIC or AMOUNT in found:
        raise QrisError(
            _(
                "This code is for one payment only. Take the one that is printed for "
                "your counter or collection box, which asks for no amount."
            )
        )
    if TIP in found:
        raise QrisError(
            _(
                "This code asks payers for a tip, so amounts would not fit. Ask your "
                "bank for one without."
            )
        )


def validate_static(text: str) -> None:
    """For a form: say what is wrong with a code."""
    try:
        StaticQris.read(text)
    except QrisError as problem:
        raise ValidationError(str(problem)) from problem


def _damaged(position: int) -> str:
    return _(
        "The code cannot be read from letter %(number)s on. Copy all of it, and "
        "nothing else."
    ) % {"number": position + 1}
