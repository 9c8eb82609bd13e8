"""Objects as the API gives them: one or a page of many, with what is expanded."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass

from .account import Account
from .params import ParamError
from .rules import public

EXPANDABLE = {
    "balance_transaction",
    "charge",
    "failure_balance_transaction",
    "latest_charge",
    "payment_intent",
    "source",
}
PAGING = {"limit", "starting_after", "ending_before", "created", "expand", "types"}


@dataclass(frozen=True)
class Route:
    method: str
    path: str
    spec: type
    answer: Callable[[Account, dict, str], dict]


def one(kind: str) -> Callable[[Account, dict, str], dict]:
    def answer(account: Account, params: dict, object_id: str) -> dict:
        return expanded(account, find(account, kind, object_id), params)

    return answer


def many(kind: str, url: str) -> Callable[[Account, dict, str], dict]:
    def answer(account: Account, params: dict, _: str) -> dict:
        found = [item for item in account.store.of_kind(kind) if matches(item, params)]
        page, more = paged(found, params)
        paths = [listed_path(path) for path in params.get("expand", [])]
        data = [expanded(account, item, {"expand": paths}) for item in page]
        return {"object": "list", "url": url, "has_more": more, "data": data}

    return answer


def find(account: Account, kind: str, object_id: str) -> dict:
    found = account.store.get(object_id)
    if found is None or found["object"] != kind:
        raise ParamError(f"No such {kind}: '{object_id}'", "id", "resource_missing")
    if kind == "checkout.session":
        account.session_close_if_late(found)
    return found


def listed_path(path: str) -> str:
    if not path.startswith("data."):
        raise ParamError(f"This property cannot be expanded ({path}).", path)
    return path.removeprefix("data.")


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
