"""How the ledger's public answers behave; nothing is read from the host's DRF."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import NoReverseMatch, reverse
from django.utils.cache import get_conditional_response, patch_vary_headers
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
    "Access-Control-Expose-Headers": "ETag, Link, RateLimit, RateLimit-Policy, "
    "Retry-After",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}
DOCUMENTED_AT = "prakerja_api_problems"
# The last part of the address at which each kind of problem is explained.
SLUGS = {
    400: "invalid-parameter",
    404: "not-found",
    405: "method-not-allowed",
    406: "not-acceptable",
    412: "precondition-failed",
    414: "uri-too-long",
    429: "too-many-requests",
}
DETAILS = {
    405: "This API is read-only: use GET, HEAD or OPTIONS.",
    406: "This API answers in application/json only.",
}
FRESH = "public, max-age=60, stale-while-revalidate=600"
LONGEST_QUERY = 4000


class UnknownParameters(exceptions.APIException):
    status_code = 400
    default_detail = "This address takes no parameters."

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__()
        said = {"code": "unknown", "detail": self.default_detail}
        self.errors = [{"parameter": name, **said} for name in names]


class PreconditionFailed(exceptions.APIException):
    status_code = 412
    default_detail = "What is here is not what the If-Match header asks for."


class UriTooLong(exceptions.APIException):
    status_code = 414
    default_detail = "The query is longer than 4,000 bytes."


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
        self,
        request: HttpRequest,
        *args: Any,
        throttles: Iterable[Any] = (),
        **kwargs: Any,
    ) -> HttpResponseBase:
        """Answer in the site's language, whatever the visitor's browser prefers.

        ``throttles`` come with the address, from the API these views are joined to.
        """
        self.throttle_classes = list(throttles)
        with override(settings.LANGUAGE_CODE):
            return super().dispatch(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        if request.method == "OPTIONS":
            return
        query = request.META.get("QUERY_STRING", "")
        if len(query) > LONGEST_QUERY:
            raise UriTooLong
        if query:
            raise UnknownParameters(dict(parse_qsl(query, keep_blank_values=True)))
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
        patch_vary_headers(response, ["Accept", "Accept-Encoding"])
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
        if answer is not None and answer.status_code == 412:
            raise PreconditionFailed
        return response if answer is None else answer


def problem_handler(exc: Exception, context: Mapping[str, Any]) -> Response | None:
    """RFC 9457, in English; None lets a bug through to the server's error page."""
    if not isinstance(exc, exceptions.APIException):
        return None
    status = exc.status_code
    problem = {
        "type": type_uri(status, context["request"]),
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": DETAILS.get(status, str(exc.detail)),
    }
    if isinstance(exc, UnknownParameters):
        problem["errors"] = exc.errors
    wait = getattr(exc, "wait", None)
    headers = {"Retry-After": str(round(wait))} if wait else {}
    return Response(problem, status=status, headers=headers, content_type=PROBLEM)


def type_uri(status: int, request: Request) -> str:
    """Where it is explained; ``about:blank`` where these views stand alone."""
    if status not in SLUGS:
        return "about:blank"
    try:
        page = reverse(DOCUMENTED_AT)
    except NoReverseMatch:
        return "about:blank"
    return str(request.build_absolute_uri(f"{page}#{SLUGS[status]}"))
