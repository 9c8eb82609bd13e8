"""Amounts as whole numbers of minor units; the one place that converts and parses.

Minor units are counted as Stripe counts them: IDR, ISK and UGX in hundredths although
nobody uses their hundredths, JPY in ones, KWD in thousandths.
"""

import re
from dataclasses import dataclass
from decimal import Context, Decimal, DecimalException, Inexact, InvalidOperation

from django.utils.translation import get_language, gettext

ZERO_DECIMAL = "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF"
THREE_DECIMAL = "BHD JOD KWD OMR TND"
TWO_DECIMAL = """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN
    BWP BYN BZD CAD CDF CHF CNY COP CRC CVE CZK DKK DOP DZD EGP ETB EUR FJD FKP GBP
    GEL GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR ISK JMD KES KGS KHR KYD KZT LAK
    LBP LKR LRD LSL MAD MDL MKD MMK MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK
    NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SEK SGD SHP SLE SOS
    SRD STD SZL THB TJS TOP TRY TTD TWD TZS UAH UGX USD UYU UZS WST XCD YER ZAR ZMW
"""
EXPONENTS: dict[str, int] = {
    **dict.fromkeys(ZERO_DECIMAL.split(), 0),
    **dict.fromkeys(TWO_DECIMAL.split(), 2),
    **dict.fromkeys(THREE_DECIMAL.split(), 3),
}
SYMBOLS = {"IDR": "Rp", "USD": "US$", "EUR": "€", "GBP": "£", "SGD": "S$"}
MULTIPLIERS = {
    "rb": 1_000,
    "ribu": 1_000,
    "k": 1_000,
    "jt": 1_000_000,
    "juta": 1_000_000,
}
SIGNS = {"rp": "IDR", "idr": "IDR", "us$": "USD", "usd": "USD", "$": "USD"}
# Far below what a signed 64-bit column holds, far above any gift or bill.
LARGEST_MINOR = 10**16
LONGEST_TEXT = 40
EXACT = Context(prec=60, traps=[Inexact, InvalidOperation])
WRITTEN = re.compile(
    r"(?P<sign>rp|idr|us\$|usd|\$)?\.?\s*"
    r"(?P<number>[0-9][0-9.,]*?)(?:[.,]-)?"
    r"\s*(?P<unit>rb|ribu|k|jt|juta)?\.?",
    re.IGNORECASE,
)
GROUPED = re.compile(r"[0-9]{1,3}([.,])[0-9]{3}(?:\1[0-9]{3})*")
PLAIN = re.compile(r"[0-9]+")
DECIMAL = re.compile(r"(?P<whole>[0-9]+)[.,](?P<fraction>[0-9]{1,2})")
GROUPED_DECIMAL = re.compile(
    r"(?P<whole>[0-9]{1,3}(?P<group>[.,])[0-9]{3}(?:(?P=group)[0-9]{3})*)"
    r"(?!(?P=group))[.,](?P<fraction>[0-9]{1,2})"
)


class CurrencyMismatch(TypeError):
    """Two currencies met in one sum or comparison."""


class AmountError(ValueError):
    """A typed amount that cannot be taken; its text is for the person who typed."""


def currency_exponent(code: str) -> int:
    """Return how many decimals ``code`` has at Stripe; ValueError if unknown."""
    try:
        return EXPONENTS[code]
    except KeyError:
        raise ValueError(f"{code!r} is not a known currency code") from None


@dataclass(frozen=True, order=False)
class Money:
    amount_minor: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.amount_minor) is not int:
            raise TypeError("amount_minor must be an int")
        currency_exponent(self.currency)

    @classmethod
    def of(cls, major: int | str | Decimal, currency: str) -> "Money":
        """Convert exactly; ValueError where minor units would have to be rounded."""
        if isinstance(major, bool) or not isinstance(major, int | str | Decimal):
            raise TypeError("major must be an int, a str or a Decimal")
        exponent = currency_exponent(currency)
        try:
            minor = EXACT.scaleb(Decimal(major), exponent)
            return cls(int(EXACT.to_integral_exact(minor)), currency)
        except (DecimalException, ValueError, OverflowError):
            raise ValueError(f"{major} is not an exact {currency} amount") from None

    @property
    def major(self) -> Decimal:
        return Decimal(self.amount_minor).scaleb(-currency_exponent(self.currency))

    @property
    def is_whole(self) -> bool:
        return not self.amount_minor % 10 ** currency_exponent(self.currency)

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount_minor + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount_minor - self._same(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.amount_minor, self.currency)

    def __bool__(self) -> bool:
        return self.amount_minor != 0

    def __lt__(self, other: "Money") -> bool:
        return self.amount_minor < self._same(other)

    def __le__(self, other: "Money") -> bool:
        return self.amount_minor <= self._same(other)

    def __gt__(self, other: "Money") -> bool:
        return self.amount_minor > self._same(other)

    def __ge__(self, other: "Money") -> bool:
        return self.amount_minor >= self._same(other)

    def __str__(self) -> str:
        return format_money(self)

    def _same(self, other: "Money") -> int:
        if not isinstance(other, Money) or other.currency != self.currency:
            raise CurrencyMismatch(f"{self!r} and {other!r}")
        return other.amount_minor


def format_money(money: Money, language: str | None = None) -> str:
    """Write ``Rp50.000`` in every language; ``US$5.00``, in Indonesian ``US$5,00``.

    Hundredths of a rupiah are shown only where there are some, and never rounded away:
    what is shown adds up (docs/decisions/0006).
    """
    exponent = currency_exponent(money.currency)
    whole, fraction = divmod(abs(money.amount_minor), 10**exponent)
    number = f"{whole:,}"
    if fraction or (exponent and money.currency != "IDR"):
        number += f".{fraction:0{exponent}}"
    if money.currency == "IDR" or _language(language) == "id":
        number = number.translate(str.maketrans(",.", ".,"))
    sign = "\N{MINUS SIGN}" if money.amount_minor < 0 else ""
    symbol = SYMBOLS.get(money.currency, f"{money.currency}\N{NO-BREAK SPACE}")
    return f"{sign}{symbol}{number}"


def _language(language: str | None) -> str:
    return (language or get_language() or "id").split("-")[0]


def parse_amount(text: str, currency: str, *, with_sen: bool = False) -> Money:
    """Read an amount as people type it; AmountError (a ValueError) if in doubt.

    ``with_sen`` takes hundredths of a rupiah, which only a bank's balance has.

    >>> parse_amount("Rp 50.000,-", "IDR") == parse_amount("50rb", "IDR")
    True
    """
    written = WRITTEN.fullmatch(text.strip()[:LONGEST_TEXT])
    if written is None or not _is_sign_of(written["sign"], currency):
        raise AmountError(_not_an_amount(text))
    unit = (written["unit"] or "").lower()
    try:
        fraction = bool(unit) or with_sen
        number = _number(
            written["number"], currency, with_unit=bool(unit), with_fraction=fraction
        )
        money = Money.of(number * MULTIPLIERS.get(unit, 1), currency)
    except ValueError:
        raise AmountError(_unclear(text, currency)) from None
    if money.amount_minor > LARGEST_MINOR:
        raise AmountError(gettext("This amount is too large. Check the zeros."))
    return money


def _is_sign_of(sign: str | None, currency: str) -> bool:
    return sign is None or SIGNS[sign.lower()] == currency


def _number(
    text: str, currency: str, *, with_unit: bool, with_fraction: bool
) -> Decimal:
    if PLAIN.fullmatch(text):
        return Decimal(text)
    if not with_unit and _is_grouped(text, currency):
        return Decimal(re.sub("[.,]", "", text))
    split = DECIMAL.fullmatch(text)
    if split is None and not with_unit:
        split = GROUPED_DECIMAL.fullmatch(text)
    if split is None or not (with_fraction or _may_have_fraction(split, currency)):
        raise ValueError(text)
    whole = re.sub("[.,]", "", split["whole"])
    return Decimal(f"{whole}.{split['fraction']}")


def _is_grouped(text: str, currency: str) -> bool:
    """``1.000`` is a thousand in rupiah; in dollars it may be one: not read."""
    found = GROUPED.fullmatch(text)
    return found is not None and (currency == "IDR" or text.count(found[1]) > 1)


def _may_have_fraction(split: re.Match[str], currency: str) -> bool:
    """In rupiah only the ``,00`` of a bank statement, behind a grouped number."""
    if currency != "IDR":
        return True
    return split["fraction"] == "00" and not PLAIN.fullmatch(split["whole"])


def _not_an_amount(text: str) -> str:
    return gettext(
        "“%(text)s” is not an amount. Write a number, for example 50.000."
    ) % {"text": text[:LONGEST_TEXT]}


def _unclear(text: str, currency: str) -> str:
    if currency == "IDR":
        message = gettext(
            "“%(text)s” can be read in more than one way. Write whole rupiah in "
            "digits only, for example 50000."
        )
    else:
        message = gettext(
            "“%(text)s” can be read in more than one way. Write it without thousands "
            "separators, for example 1250.50."
        )
    return message % {"text": text[:LONGEST_TEXT]}
