"""The part of Stripe's API that is used here: addresses, lists, expansion, retries."""

import re
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from stripe.params import (
    ChargeRetrieveParams,
    EventListParams,
    EventRetrieveParams,
    PaymentIntentRetrieveParams,
)
from stripe.params.checkout import (
    SessionCreateParams,
    SessionExpireParams,
    SessionListParams,
    SessionRetrieveParams,
)

from .account import Account
from .money_routes import MONEY_ROUTES
from .monthly_routes import MONTHLY_ROUTES
from .objects import Route, find, many, one
from .params import ParamError, check, decode
from .rules import public


@dataclass(frozen=True)
class Reply:
    status: int
    body: dict
    replayed: bool = False


def error(status: int, kind: str, message: str, **fields: Any) -> Reply:
    fields = {name: value for name, value in fields.items() if value}
    return Reply(status, {"error": {"type": kind, "message": message, **fields}})


def session_create(account: Account, params: dict, _: str) -> dict:
    return public(account.session_create(params))


def session_expire(account: Account, params: dict, object_id: str) -> dict:
    session = find(account, "checkout.session", object_id)
    return public(account.session_expire(session))


SESSIONS = "/v1/checkout/sessions"
ROUTES = [
    Route("POST", SESSIONS, SessionCreateParams, session_create),
    Route("GET", SESSIONS, SessionListParams, many("checkout.session", SESSIONS)),
    Route("GET", SESSIONS + "/(.+)", SessionRetrieveParams, one("checkout.session")),
    Route("POST", SESSIONS + "/(.+)/expire", SessionExpireParams, session_expire),
    Route(
        "GET",
        "/v1/payment_intents/(.+)",
        PaymentIntentRetrieveParams,
        one("payment_intent"),
    ),
    Route("GET", "/v1/charges/(.+)", ChargeRetrieveParams, one("charge")),
    Route("GET", "/v1/events", EventListParams, many("event", "/v1/events")),
    Route("GET", "/v1/events/(.+)", EventRetrieveParams, one("event")),
    *MONEY_ROUTES,
    *MONTHLY_ROUTES,
]


def call(account: Account, method: str, path: str, encoded: str, key: str) -> Reply:
    """Answer one request; a POST with a known idempotency key gets its old answer."""
    with account.store.lock:
        if method != "POST" or not key:
            return answer(account, method, path, encoded)
        known = account.store.replies.get(key)
        if known is None:
            reply = answer(account, method, path, encoded)
            remember(account, key, (path, encoded), reply)
            return reply
    if known["request"] != [path, encoded]:
        return error(
            400,
            "idempotency_error",
            "Keys for idempotent requests can only be used with the same parameters "
            "they were first used with.",
        )
    return Reply(known["status"], known["body"], replayed=True)


def remember(
    account: Account, key: str, request: tuple[str, str], reply: Reply
) -> None:
    """Keep what was done; like Stripe, not what was refused before it began."""
    if reply.status == 400:
        return
    account.store.replies[key] = {
        "request": list(request),
        "status": reply.status,
        "body": reply.body,
    }
    account.store.save()


def answer(account: Account, method: str, path: str, encoded: str) -> Reply:
    for route in ROUTES:
        found = re.fullmatch(route.path, path)
        if found and route.method == method and "/" not in "".join(found.groups()):
            break
    else:
        return error(
            404,
            "invalid_request_error",
            f"Unrecognized request URL ({method}: {path}).",
        )
    try:
        params = check(decode(encoded), route.spec)
        body = route.answer(account, params, "".join(found.groups()))
    except ParamError as problem:
        status = 404 if problem.code == "resource_missing" else 400
        return error(
            status,
            "invalid_request_error",
            str(problem),
            code=problem.code,
            param=problem.param,
        )
    return Reply(200, deepcopy(body))
