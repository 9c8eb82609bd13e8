"""The part of Stripe's API that is used here: addresses, lists, expansion, retries."""

import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from stripe.params import (
    BalanceTransactionListParams,
    BalanceTransactionRetrieveParams,
    ChargeRetrieveParams,
    EventListParams,
    EventRetrieveParams,
    PaymentIntentRetrieveParams,
    RefundCreateParams,
    RefundRetrieveParams,
)
from stripe.params.checkout import (
    SessionCreateParams,
    SessionExpireParams,
    SessionListParams,
    SessionRetrieveParams,
)

from .account import Account
from .params import ParamError, check, decode
from .rules import public

EXPANDABLE = {
    "balance_transaction",
    "charge",
    "latest_charge",
    "payment_intent",
    "source",
}
PAGING = {"limit", "starting_after", "ending_before", "created", "expand", "types"}


@dataclass(frozen=True)
class Reply:
    status: int
    body: dict
    replayed: bool = False


@dataclass(frozen=True)
class Route:
    method: str
    path: str
    spec: type
    answer: Callable[[Account, dict, str], dict]


def error(status: int, kind: str, message: str, **fields: Any) -> Reply:
    fields = {name: value for name, value in fields.items() if value}
    return Reply(status, {"error": {"type": kind, "message": message, **fields}})


def one(kind: str) -> Callable[[Account, dict, str], dict]:
    def answer(account: Account, params: dict, object_id: str) -> dict:
        return expanded(account, find(account, kind, object_id), params)

    return answer


def many(kind: str, url: str) -> Callable[[Account, dict, str], dict]:
    def answer(account: Account, params: dict, _: str) -> dict:
        found = [item for item in account.store.of_kind(kind) if matches(item, params)]
        page, more = paged(found, params)
        data = [public(item) for item in page]
        return {"object": "list", "url": url, "has_more": more, "data": data}

    return answer


def session_create(account: Account, params: dict, _: str) -> dict:
    return public(account.session_create(params))


def session_expire(account: Account, params: dict, object_id: str) -> dict:
    session = find(account, "checkout.session", object_id)
    return public(account.session_expire(session))


def refund_create(account: Account, params: dict, _: str) -> dict:
    return public(account.refund_create(params))


SESSIONS, TRANSACTIONS = "/v1/checkout/sessions", "/v1/balance_transactions"
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
    Route("GET", "/v1/events", EventListParams, many("event", "/v1/events")),
    Route("GET", "/v1/events/(.+)", EventRetrieveParams, one("event")),
    Route("POST", "/v1/refunds", RefundCreateParams, refund_create),
    Route("GET", "/v1/refunds/(.+)", RefundRetrieveParams, one("refund")),
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


def find(account: Account, kind: str, object_id: str) -> dict:
    found = account.store.get(object_id)
    if found is None or found["object"] != kind:
        raise ParamError(f"No such {kind}: '{object_id}'", "id", "resource_missing")
    if kind == "checkout.session":
        account.session_close_if_late(found)
    return found


def expanded(account: Account, found: dict, params: dict) -> dict:
    result = deepcopy(public(found))
    for path in params.get("expand", []):
        branch = result
        for name in path.split("."):
            if name not in EXPANDABLE or name not in branch:
                raise ParamError(f"This property cannot be expanded ({name}).", path)
            if isinstance(branch[name], str):
                branch[name] = deepcopy(public(account.store.objects[branch[name]]))
            if branch[name] is None:
                break
            branch = branch[name]
    return result


def matches(item: dict, params: dict) -> bool:
    created = params.get("created", {})
    created = {"gte": created, "lte": created} if isinstance(created, int) else created
    tests = {"gt": int.__gt__, "gte": int.__ge__, "lt": int.__lt__, "lte": int.__le__}
    return (
        all(item.get(name) == params[name] for name in params if name not in PAGING)
        and all(tests[name](item["created"], limit) for name, limit in created.items())
        and item.get("type") in params.get("types", [item.get("type")])
    )


def paged(found: list[dict], params: dict) -> tuple[list[dict], bool]:
    limit = params.get("limit", 10)
    if not 1 <= limit <= 100:
        raise ParamError("This value must be between 1 and 100.", "limit")
    ids = [item["id"] for item in found]
    if "starting_after" in params:
        found = found[position(ids, params["starting_after"]) + 1 :]
    if "ending_before" in params:
        found = found[: position(ids, params["ending_before"])][-limit:]
    return found[:limit], len(found) > limit


def position(ids: list[str], object_id: str) -> int:
    if object_id not in ids:
        raise ParamError(f"No such object: '{object_id}'", "", "resource_missing")
    return ids.index(object_id)
