"""Rules of Stripe that types cannot say: limits, fees, what an answer shows."""

import time
from decimal import Decimal

from .params import ParamError

SHORTEST, LONGEST = 30 * 60, 24 * 3600
LARGEST = 999_999_999_999
DISPUTE_FEE = {"idr": 24_000_000, "usd": 1_500}
PERCENT, FIXED, TAX = Decimal("0.029"), {"idr": 200_000, "usd": 30}, Decimal("0.11")


def check_session(params: dict) -> tuple[int, str]:
    """Check what types cannot say; return amount and currency."""
    check_mode(params)
    for name in ("line_items", "success_url"):
        if not params.get(name):
            raise ParamError(f"Missing required param: {name}.", name)
    price = line_of(params).get("price_data") or {}
    amount = price.get("unit_amount", 0) * line_of(params).get("quantity", 0)
    if "product_data" not in price or not 0 < amount <= LARGEST:
        raise ParamError("Invalid amount or product", "line_items[0][price_data]")
    if price["currency"] not in FIXED:
        raise ParamError(f"Invalid currency: {price['currency']}", "currency")
    late = params.get("expires_at", time.time() + LONGEST) - time.time()
    if not SHORTEST - 60 <= late <= LONGEST + 60:
        raise ParamError(
            "The `expires_at` timestamp must be between 30 minutes and 24 hours from "
            "Checkout Session creation.",
            "expires_at",
        )
    return amount, price["currency"]


def check_mode(params: dict) -> None:
    """What belongs to one mode is refused in the other."""
    mode = params.get("mode")
    if mode not in ("payment", "subscription"):
        raise ParamError("The sandbox knows modes payment and subscription", "mode")
    if not params.get("line_items"):
        return
    repeats = bool((line_of(params).get("price_data") or {}).get("recurring"))
    if repeats != (mode == "subscription"):
        word = "a one-time" if mode == "payment" else "a recurring"
        raise ParamError(f"You must provide {word} price in `{mode}` mode", "mode")
    other = "subscription_data" if mode == "payment" else "payment_intent_data"
    if other in params:
        raise ParamError(f"You can not pass `{other}` in `{mode}` mode.", other)


def line_of(params: dict) -> dict:
    if len(params["line_items"]) != 1:
        raise ParamError("The sandbox takes one line item", "line_items")
    return params["line_items"][0]


def fee_details(gross: int, currency: str) -> list[dict]:
    fee = int(gross * PERCENT) + FIXED[currency]
    return [
        {"type": kind, "amount": amount, "currency": currency, "description": words}
        for kind, amount, words in (
            ("stripe_fee", fee, "Stripe processing fees"),
            ("tax", int(fee * TAX), "VAT"),
        )
    ]


def fee_of(amount: int, currency: str, words: str) -> list[dict]:
    return [
        {
            "type": "stripe_fee",
            "amount": amount,
            "currency": currency,
            "description": f"{words} fee",
        }
    ]


def public(found: dict) -> dict:
    """An object as the API shows it: without what only the sandbox needs."""
    hidden = ("product", "intent_data", "payout", "subscription_data", "for_invoice")
    return {name: value for name, value in found.items() if name not in hidden}
