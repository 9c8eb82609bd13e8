"""Errors as RFC 9457 problem details, in English: they are read by programmers."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions, serializers
from rest_framework.response import Response

MEDIA_TYPE = "application/problem+json"
DETAILS = {
    404: "There is nothing public at this address. It may never have been published, "
    "or it may have been withdrawn.",
    405: "This API is read-only: use GET, HEAD or OPTIONS.",
    406: "This API answers in application/json only.",
}


class InvalidParameters(exceptions.APIException):
    """One or more query parameters cannot be taken as they are."""

    status_code = 400

    def __init__(self, errors: Mapping[str, list[str]]) -> None:
        super().__init__("The query parameters are not as this address expects them.")
        self.errors = errors


class ProblemErrorSerializer(serializers.Serializer[Any]):
    parameter = serializers.CharField(help_text="The query parameter at fault.")
    detail = serializers.CharField(help_text="What is wrong and what to do.")


class ProblemSerializer(serializers.Serializer[Any]):
    """Problem details (RFC 9457)."""

    type = serializers.CharField(
        help_text="Always `about:blank`: the status says what kind of problem it is."
    )
    title = serializers.CharField(help_text="The status in words.")
    status = serializers.IntegerField(help_text="The HTTP status code.")
    detail = serializers.CharField(help_text="What is wrong and what to do.")
    errors = ProblemErrorSerializer(  # type: ignore[assignment]
        many=True, required=False, help_text="One for each wrong query parameter."
    )


def problem_handler(exc: Exception, context: Mapping[str, Any]) -> Response | None:
    """Answer for DRF; None lets a bug through to the server's own error page."""
    if isinstance(exc, Http404):
        exc = exceptions.NotFound()
    elif isinstance(exc, PermissionDenied):
        exc = exceptions.PermissionDenied()
    if not isinstance(exc, exceptions.APIException):
        return None
    return Response(
        problem(exc),
        status=exc.status_code,
        content_type=MEDIA_TYPE,
    )


def problem(exc: exceptions.APIException) -> dict[str, Any]:
    data = {
        "type": "about:blank",
        "title": HTTPStatus(exc.status_code).phrase,
        "status": exc.status_code,
        "detail": DETAILS.get(exc.status_code, str(exc.detail)),
    }
    if isinstance(exc, InvalidParameters):
        data["errors"] = list(_parameter_errors(exc.errors))
    return data


def _parameter_errors(errors: Mapping[str, list[str]]) -> Iterator[dict[str, str]]:
    for parameter, messages in errors.items():
        for message in messages:
            yield {"parameter": parameter, "detail": str(message)}


class Gone(exceptions.APIException):
    status_code = 410

    def __init__(self, dump: str, first_change: int) -> None:
        super().__init__("gone")


class Busy(exceptions.APIException):
    status_code = 503

    def __init__(self, seconds: int) -> None:
        super().__init__("busy")
