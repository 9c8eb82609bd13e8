"""When Stripe refuses to give a payment back."""

from .params import ParamError

OVER = ("won", "prevented", "warning_closed")
ASKING = ("warning_needs_response", "warning_under_review")


def check_refund(charge: dict, amount: int, disputes: list[dict]) -> None:
    """ParamError as Stripe words it, with the code it gives."""
    left = charge["amount"] - charge["amount_refunded"]
    if any(is_held(dispute, charge) for dispute in disputes):
        raise ParamError(
            f"Charge {charge['id']} has been charged back; cannot issue a refund.",
            "charge",
            "charge_disputed",
        )
    if not left:
        raise ParamError(
            f"Charge {charge['id']} has already been refunded.",
            "charge",
            "charge_already_refunded",
        )
    if not 0 < amount <= left:
        raise ParamError(
            f"Refund amount ({amount}) is greater than unrefunded amount on charge "
            f"({left})",
            "amount",
        )


def is_held(dispute: dict, charge: dict) -> bool:
    held = dispute["status"] not in (*OVER, *ASKING)
    return bool(dispute["charge"] == charge["id"] and held)
