"""The addresses of the API that tell of money on the balance."""

from stripe.params import (
    BalanceRetrieveParams,
    BalanceTransactionListParams,
    BalanceTransactionRetrieveParams,
    DisputeListParams,
    DisputeRetrieveParams,
    PayoutCreateParams,
    PayoutListParams,
    PayoutRetrieveParams,
    RefundCreateParams,
    RefundListParams,
    RefundRetrieveParams,
)

from .account import Account
from .objects import Route, many, one
from .rules import public

TRANSACTIONS = "/v1/balance_transactions"
REFUNDS, DISPUTES, PAYOUTS = "/v1/refunds", "/v1/disputes", "/v1/payouts"


def refund_create(account: Account, params: dict, _: str) -> dict:
    return public(account.refund_create(params))


def payout_create(account: Account, params: dict, _: str) -> dict:
    return public(account.payout_create(params))


def balance(account: Account, params: dict, _: str) -> dict:
    parts = {
        name: [
            {"amount": total, "currency": currency, "source_types": {"card": total}}
            for currency, total in sums.items()
        ]
        for name, sums in account.balances().items()
    }
    return {"object": "balance", "livemode": False, **parts}


MONEY_ROUTES = [
    Route("GET", "/v1/balance", BalanceRetrieveParams, balance),
    Route(
        "GET",
        TRANSACTIONS,
        BalanceTransactionListParams,
        many("balance_transaction", TRANSACTIONS),
    ),
    Route(
        "GET",
        TRANSACTIONS + "/(.+)",
        BalanceTransactionRetrieveParams,
        one("balance_transaction"),
    ),
    Route("POST", REFUNDS, RefundCreateParams, refund_create),
    Route("GET", REFUNDS, RefundListParams, many("refund", REFUNDS)),
    Route("GET", REFUNDS + "/(.+)", RefundRetrieveParams, one("refund")),
    Route("GET", DISPUTES, DisputeListParams, many("dispute", DISPUTES)),
    Route("GET", DISPUTES + "/(.+)", DisputeRetrieveParams, one("dispute")),
    Route("POST", PAYOUTS, PayoutCreateParams, payout_create),
    Route("GET", PAYOUTS, PayoutListParams, many("payout", PAYOUTS)),
    Route("GET", PAYOUTS + "/(.+)", PayoutRetrieveParams, one("payout")),
]
