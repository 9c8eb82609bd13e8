"""How every answer of the public API behaves; nothing is read from the host's DRF."""

from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import override
from drf_spectacular.openapi import AutoSchema
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.permissions import AllowAny
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from .problems import problem_handler

FRESH = "public, max-age=60, stale-while-revalidate=600"
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}


class HeaderNegotiation(DefaultContentNegotiation):
    """The Accept header alone: ``format`` in the query is a fact about courses."""

    settings = SimpleNamespace(URL_FORMAT_OVERRIDE=None)  # type: ignore[assignment]


class JsonRenderer(JSONRenderer):
    ensure_ascii = False
    compact = True
    strict = True


class PublicView(APIView):
    """Read-only, for anybody from anywhere, the same for everybody."""

    http_method_names = ["get", "head", "options"]
    authentication_classes: list[Any] = []
    permission_classes = [AllowAny]
    throttle_classes: list[Any] = []
    parser_classes: list[Any] = []
    renderer_classes = [JsonRenderer]
    content_negotiation_class = HeaderNegotiation
    metadata_class = None
    versioning_class = None
    schema = AutoSchema()

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Answer in the site's language, whatever the visitor's browser prefers."""
        with override(settings.LANGUAGE_CODE):
            return super().dispatch(request, *args, **kwargs)

    etag = None

    def state(self, request: Request, *args: Any, **kwargs: Any) -> str | None:
        return None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if request.method in ("GET", "HEAD"):
            self.etag = self.state(request, *args, **kwargs)

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        return Response(status=204, headers=PREFLIGHT)

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        for name, value in CORS.items():
            response[name] = value
        if response.status_code >= 400:
            response["Cache-Control"] = "no-store"
        response.headers.setdefault("Cache-Control", FRESH)
        return response

    def get_exception_handler(self) -> Any:
        return problem_handler
