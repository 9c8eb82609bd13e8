"""How much may be given, and how it is offered."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.translation import gettext

from . import conf
from .gateways.base import Gateway
from .models import PresetAmount
from .models.pages import Currency
from .money import SYMBOLS, AmountError, Money, format_money, parse_amount

OWN = "own"


@dataclass(frozen=True)
class OfferedCurrency:
    """A currency one can give in, and the words around it on the form."""

    code: str
    chosen: bool

    @property
    def sign(self) -> str:
        return SYMBOLS[self.code]

    @property
    def label(self) -> str:
        return {
            Currency.IDR: gettext("In rupiah"),
            Currency.USD: gettext("In US dollars"),
        }[Currency(self.code)]

    @property
    def own_label(self) -> str:
        return {
            Currency.IDR: gettext("Your amount in rupiah"),
            Currency.USD: gettext("Your amount in US dollars"),
        }[Currency(self.code)]

    @property
    def example(self) -> str:
        return {
            Currency.IDR: gettext("For example 75.000 or 75rb."),
            Currency.USD: gettext("For example 20 or 12.50."),
        }[Currency(self.code)]


def currencies_offered(
    presets: Iterable[PresetAmount], asked: str
) -> list[OfferedCurrency]:
    """Rupiah, and whatever else is suggested; rupiah unless ``asked`` is among them."""
    codes = list(dict.fromkeys(["IDR", *(preset.currency for preset in presets)]))
    chosen = asked if asked in codes else "IDR"
    return [OfferedCurrency(code, code == chosen) for code in codes]


def currency_of(value: str) -> str:
    return value.partition("-")[0]


def preset_label(preset: PresetAmount) -> str:
    """What it pays for only where an editor says so; else real costs tell the rest."""
    amount = format_html("<strong>{}</strong>", format_money(preset.money))
    if not preset.pays_for:
        return amount
    return format_html('{} <span class="pk-help">{}</span>', amount, preset.pays_for)


def minimum(currency: str) -> Money:
    return Money.of(conf.get("MINIMUM").get(currency, 1), currency)


def check_bounds(amount: Money, gateway: Gateway) -> None:
    least, most = minimum(amount.currency), gateway.largest(amount.currency)
    if amount < least:
        raise AmountError(
            gettext(
                "This amount is too small. The least is %(least)s: fees would eat most "
                "of a smaller gift."
            )
            % {"least": least}
        )
    if amount > most:
        raise AmountError(
            gettext(
                "This amount is too large for one payment. The most is %(most)s. For "
                "more, please use a bank transfer or write to us."
            )
            % {"most": most}
        )


def preselected(
    nominal: str, presets: dict[str, PresetAmount], currency: str
) -> dict[str, str]:
    """Read an amount out of the address: a preset, else the donor's own; or nothing."""
    try:
        amount = parse_amount(nominal, currency)
    except AmountError:
        return {}
    for value, preset in presets.items():
        if preset.money == amount:
            return {"choice": value}
    return {"choice": OWN, "own": f"{amount.major.normalize():f}"}
