"""Refuse what Stripe would refuse: request parameters against the SDK's TypedDicts."""

import re
import sys
from decimal import Decimal, InvalidOperation
from functools import cache
from types import NoneType, SimpleNamespace, UnionType
from typing import (
    Any,
    Literal,
    NotRequired,
    Required,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)
from urllib.parse import parse_qsl

from stripe import RequestOptions
from typing_extensions import is_typeddict

KEY = re.compile(r"[^\[\]]+")
WORDS = {int: "integer", bool: "boolean", Decimal: "decimal", str: "string"}


class ParamError(Exception):
    """A request Stripe would answer with 400."""

    def __init__(self, message: str, param: str, code: str = ""):
        super().__init__(message)
        self.param, self.code = param, code


def decode(encoded: str) -> dict:
    """Turn ``a[b][0]=c`` into nested dicts; lists stay dicts keyed by their index."""
    tree: dict = {}
    for key, value in parse_qsl(encoded, keep_blank_values=True):
        *parents, last = KEY.findall(key) or [key]
        branch = tree
        for part in parents:
            branch = branch.setdefault(part, {})
            if not isinstance(branch, dict):
                raise ParamError(f"Invalid {key}", key)
        branch[last] = value
    return tree


def check(params: dict, spec: type, path: str = "") -> dict:
    """Return ``params`` with real types, or raise what Stripe would complain of."""
    hints = fields(spec)
    for name in params:
        if name not in hints:
            param = join(path, name)
            raise ParamError(
                f"Received unknown parameter: {param}", param, "parameter_unknown"
            )
    for name, hint in hints.items():
        if name not in params and required(spec, name, hint):
            param = join(path, name)
            raise ParamError(
                f"Missing required param: {param}.", param, "parameter_missing"
            )
    return {
        name: check_value(value, hints[name], join(path, name))
        for name, value in params.items()
    }


@cache
def fields(spec: type) -> dict[str, Any]:
    """Resolve the fields of a TypedDict, without the SDK's own request options."""
    module = vars(sys.modules[spec.__module__])
    return {
        name: get_type_hints(
            SimpleNamespace(__annotations__={name: annotation}),
            globalns=module,
            include_extras=True,
        )[name]
        for name, annotation in spec.__annotations__.items()
        if name not in RequestOptions.__annotations__
    }


def required(spec: type, name: str, hint: Any) -> bool:
    keys: frozenset[str] = vars(spec)["__required_keys__"]
    return name in keys and get_origin(hint) is not NotRequired


def join(path: str, name: str) -> str:
    return f"{path}[{name}]" if path else name


def check_value(value: Any, hint: Any, path: str) -> Any:
    origin = get_origin(hint)
    if origin in (NotRequired, Required):
        return check_value(value, get_args(hint)[0], path)
    if origin in (Union, UnionType):
        return check_union(value, alternatives(hint), path)
    if origin is Literal:
        return check_literal(value, get_args(hint), path)
    if origin is list:
        return check_list(value, get_args(hint)[0], path)
    if origin is dict:
        return check_dict(value, get_args(hint)[1], path)
    if is_typeddict(hint):
        if not isinstance(value, dict):
            raise ParamError("Invalid object", path)
        return check(value, hint, path)
    return check_scalar(value, hint, path)


def alternatives(hint: Any) -> list:
    """Drop the ``| str`` the SDK adds to every enum, or any word would pass."""
    args = [arg for arg in get_args(hint) if arg is not NoneType]
    if any(get_origin(arg) is Literal for arg in args):
        args = [arg for arg in args if arg is not str]
    return args


def check_union(value: Any, hints: list, path: str) -> Any:
    errors = []
    for hint in hints:
        try:
            return check_value(value, hint, path)
        except ParamError as error:
            errors.append(error)
    raise errors[0]


def check_literal(value: Any, allowed: tuple, path: str) -> Any:
    if value in allowed:
        return value
    names = ", ".join(str(name) or "''" for name in allowed)
    raise ParamError(f"Invalid {path}: must be one of {names}", path)


def check_list(value: Any, hint: Any, path: str) -> list:
    if not isinstance(value, dict) or sorted(value) != sorted(
        str(number) for number in range(len(value))
    ):
        raise ParamError("Invalid array", path)
    return [
        check_value(value[str(number)], hint, join(path, str(number)))
        for number in range(len(value))
    ]


def check_dict(value: Any, hint: Any, path: str) -> dict:
    if not isinstance(value, dict):
        raise ParamError("Invalid hash", path)
    return {
        name: check_value(item, hint, join(path, name)) for name, item in value.items()
    }


def check_scalar(value: Any, hint: Any, path: str) -> Any:
    try:
        if not isinstance(value, str):
            raise ValueError(value)
        if hint is bool:
            return {"true": True, "false": False}[value]
        if hint in (int, Decimal, str):
            return hint(value)
    except (KeyError, ValueError, InvalidOperation):
        pass
    word = WORDS.get(hint, "value")
    raise ParamError(f"Invalid {word}: {value}", path, f"parameter_invalid_{word}")
