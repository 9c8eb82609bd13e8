"""How much may be given, and how it is offered."""

from django.utils.html import format_html
from django.utils.translation import gettext

from . import conf
from .gateways.base import Gateway
from .models import PresetAmount
from .money import AmountError, Money, format_money, parse_amount

OWN = "own"


def currency_of(value: str) -> str:
    return value.partition("-")[0]


def preset_label(preset: PresetAmount) -> str:
    return format_html(
        '<strong>{}</strong> <span class="pk-help">{}</span>',
        format_money(preset.money),
        preset.pays_for,
    )


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


def preselected(nominal: str, presets: dict[str, PresetAmount]) -> dict[str, str]:
    """Read an amount out of the address: a preset, else the donor's own; or nothing."""
    try:
        amount = parse_amount(nominal, "IDR")
    except AmountError:
        return {}
    for value, preset in presets.items():
        if preset.money == amount:
            return {"choice": value}
    return {"choice": OWN, "own": f"{amount.major.normalize():f}"}
