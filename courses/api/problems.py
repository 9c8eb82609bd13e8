"""Errors as RFC 9457 problem details, in English: they are read by programmers."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.urls import NoReverseMatch, reverse
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response

from .kinds import BY_STATUS, Kind

MEDIA_TYPE = "application/problem+json"
DOCUMENTED_AT = "prakerja_api_problems"


class Problem(exceptions.APIException):
    """One of the documented kinds; ``members`` are said beside the usual ones."""

    def __init__(self, detail: str = "", **members: Any) -> None:
        super().__init__(detail or BY_STATUS[self.status_code].detail)
        self.members = members
        self.headers: dict[str, str] = {}


class InvalidParameters(Problem):
    """One or more query parameters cannot be taken as they are."""

    status_code = 400

    def __init__(self, errors: Mapping[str, list[str]]) -> None:
        super().__init__(errors=list(_parameter_errors(errors)))
        self.errors = errors


class Gone(Problem):
    """So much changed since that a copy has to begin again, from a dump."""

    status_code = 410

    def __init__(self, dump_url: str, first_change: int) -> None:
        super().__init__(dump=dump_url, firstChangeNumber=first_change)


class PreconditionFailed(Problem):
    """What was asked for under a condition is no longer, or never was, like that."""

    status_code = 412


class UriTooLong(Problem):
    """The query is longer than any that this API could answer."""

    status_code = 414


class Later(Problem):
    """Whatever is the matter, it is over in so many seconds."""

    def __init__(self, seconds: float) -> None:
        wait = max(1, round(seconds))
        super().__init__(f"{BY_STATUS[self.status_code].detail} Wait {wait} seconds.")
        self.headers = {"Retry-After": str(wait)}


class TooManyRequests(Later):
    status_code = 429


class Busy(Later):
    """There is an answer, but not while so much else is going on."""

    status_code = 503


def problem_handler(exc: Exception, context: Mapping[str, Any]) -> Response | None:
    """Answer for DRF; None lets a bug through to the server's own error page."""
    error = _api_exception(exc)
    if error is None:
        return None
    return Response(
        problem(error, context["request"]),
        status=error.status_code,
        headers=getattr(error, "headers", {}),
        content_type=MEDIA_TYPE,
    )


def problem(exc: exceptions.APIException, request: Request) -> dict[str, Any]:
    kind = BY_STATUS.get(exc.status_code)
    if kind is None:
        return _unnamed(exc)
    return {
        "type": type_uri(kind, request),
        "title": kind.title,
        "status": kind.status,
        "detail": str(exc.detail) if isinstance(exc, Problem) else kind.detail,
        **getattr(exc, "members", {}),
    }


def type_uri(kind: Kind, request: Request) -> str:
    """Where this kind is explained; ``about:blank`` where a host has no such page."""
    try:
        page = reverse(DOCUMENTED_AT)
    except NoReverseMatch:
        return "about:blank"
    return str(request.build_absolute_uri(f"{page}#{kind.slug}"))


def _api_exception(exc: Exception) -> exceptions.APIException | None:
    match exc:
        case exceptions.APIException():
            return exc
        case Http404():
            return exceptions.NotFound()
        case PermissionDenied():
            return exceptions.PermissionDenied()
        case SuspiciousOperation():  # more parameters than Django reads
            return exceptions.ParseError()
    return None


def _unnamed(exc: exceptions.APIException) -> dict[str, Any]:
    status = HTTPStatus(exc.status_code)
    return {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": status.description,
    }


def _parameter_errors(errors: Mapping[str, list[str]]) -> Iterator[dict[str, str]]:
    for parameter, messages in errors.items():
        for message in messages:
            code = getattr(message, "code", "invalid").replace("_", "-")
            yield {"parameter": parameter, "code": code, "detail": str(message)}
