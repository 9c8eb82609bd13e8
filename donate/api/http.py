"""How the ledger's public answers behave; nothing is read from the host's DRF."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import override
from rest_framework import exceptions
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.permissions import AllowAny
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from ..ledger.hashing import digest

PROBLEM = "application/problem+json"
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}
DETAILS = {
    405: "This API is read-only: use GET, HEAD or OPTIONS.",
    406: "This API answers in application/json only.",
}
FRESH = "public, max-age=60, stale-while-revalidate=600"


class UnknownParameters(exceptions.APIException):
    status_code = 400
    default_detail = "This address takes no parameters."


class PublicView(APIView):
    """Read-only, for anybody from anywhere, without parameters."""

    http_method_names = ["get", "head", "options"]
    authentication_classes: list[Any] = []
    permission_classes = [AllowAny]
    throttle_classes: list[Any] = []
    parser_classes: list[Any] = []
    renderer_classes = [JSONRenderer]
    content_negotiation_class = DefaultContentNegotiation
    metadata_class = None
    versioning_class = None

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Answer in the site's language, whatever the visitor's browser prefers."""
        with override(settings.LANGUAGE_CODE):
            return super().dispatch(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        if request.query_params:
            raise UnknownParameters
        super().initial(request, *args, **kwargs)

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        return Response(status=204, headers=PREFLIGHT)

    def finalize_response(
        self, request: Request, response: Any, *args: Any, **kwargs: Any
    ) -> Any:
        response = super().finalize_response(request, response, *args, **kwargs)
        for name, value in CORS.items():
            response[name] = value
        response["Cache-Control"] = FRESH if response.status_code < 400 else "no-store"
        return response

    def get_exception_handler(self) -> Any:
        return problem_handler


class LedgerView(PublicView):
    """Answers with what ``read`` finds, or says that nothing changed since."""

    serializer_class: Any = None

    def read(self, request: Request) -> Any:
        raise NotImplementedError

    def get(self, request: Request, **kwargs: Any) -> HttpResponseBase:
        data = self.serializer_class(self.read(request)).data
        etag = f'"{digest(data)}"'
        response = Response(data, headers={"ETag": etag})
        answer = get_conditional_response(
            request._request, etag=etag, response=response
        )
        return response if answer is None else answer


def problem_handler(exc: Exception, context: Mapping[str, Any]) -> Response | None:
    """RFC 9457, in English; None lets a bug through to the server's error page."""
    if not isinstance(exc, exceptions.APIException):
        return None
    problem = {
        "type": "about:blank",
        "title": HTTPStatus(exc.status_code).phrase,
        "status": exc.status_code,
        "detail": DETAILS.get(exc.status_code, str(exc.detail)),
    }
    return Response(problem, status=exc.status_code, content_type=PROBLEM)
