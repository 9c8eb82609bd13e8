"""The addresses of the API that tell of subscriptions."""

from collections.abc import Callable

from stripe.params import (
    InvoiceListParams,
    InvoicePaymentListParams,
    InvoiceRetrieveParams,
    SubscriptionCancelParams,
    SubscriptionRetrieveParams,
)
from stripe.params.billing_portal import SessionCreateParams

from .account import Account
from .objects import Route, find, many, one
from .rules import public

SUBSCRIPTIONS, INVOICES = "/v1/subscriptions", "/v1/invoices"
PAYMENTS, PORTAL = "/v1/invoice_payments", "/v1/billing_portal/sessions"


def subscription_cancel(account: Account, params: dict, object_id: str) -> dict:
    found = find(account, "subscription", object_id)
    return public(account.subscription_cancel(found))


def portal_create(account: Account, params: dict, _: str) -> dict:
    customer = find(account, "customer", params.get("customer", ""))
    session = account.store.add(
        "bps",
        object="billing_portal.session",
        customer=customer["id"],
        return_url=params.get("return_url"),
        locale=params.get("locale"),
    )
    account.store.change(session, url=f"{account.origin}/portal/{session['id']}")
    return public(session)


def payments(account: Account, params: dict, object_id: str) -> dict:
    """``payment`` names a part of the object, the others are plain."""
    by_intent = params.pop("payment", {}).get("payment_intent")
    listed: Callable[[Account, dict, str], dict] = many("invoice_payment", PAYMENTS)
    found = listed(account, params, object_id)
    if by_intent:
        found["data"] = [
            item
            for item in account.store.of_kind("invoice_payment")
            if item["payment"]["payment_intent"] == by_intent
        ]
    return found


MONTHLY_ROUTES = [
    Route(
        "GET", SUBSCRIPTIONS + "/(.+)", SubscriptionRetrieveParams, one("subscription")
    ),
    Route(
        "DELETE", SUBSCRIPTIONS + "/(.+)", SubscriptionCancelParams, subscription_cancel
    ),
    Route("GET", INVOICES, InvoiceListParams, many("invoice", INVOICES)),
    Route("GET", INVOICES + "/(.+)", InvoiceRetrieveParams, one("invoice")),
    Route("GET", PAYMENTS, InvoicePaymentListParams, payments),
    Route("POST", PORTAL, SessionCreateParams, portal_create),
]
