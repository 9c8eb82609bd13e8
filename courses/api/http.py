"""How every answer of the public API behaves; nothing is read from the host's DRF."""

from typing import Any, ClassVar, Never

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.translation import override
from drf_spectacular.openapi import AutoSchema
from rest_framework.exceptions import APIException
from rest_framework.permissions import AllowAny
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from .conditions import NotModified, check_conditions
from .negotiation import HeaderNegotiation
from .parameters import read_query
from .problems import TooManyRequests, problem_handler
from .queries import refuse_unreadable
from .throttling import ClientThrottle

FRESH = "public, max-age=60, stale-while-revalidate=60"
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


class JsonRenderer(JSONRenderer):
    ensure_ascii = False
    compact = True
    strict = True


class JsonLdRenderer(JsonRenderer):
    """The same words under the name that readers of linked data ask for."""

    media_type = "application/ld+json"


class PublicView(APIView):
    """Read-only, for anybody from anywhere, the same for everybody."""

    http_method_names = ["get", "head", "options"]
    authentication_classes: list[Any] = []
    permission_classes = [AllowAny]
    throttle_classes: list[Any] = [ClientThrottle]
    parser_classes: list[Any] = []
    renderer_classes = [JsonRenderer, JsonLdRenderer]
    content_negotiation_class = HeaderNegotiation
    metadata_class = None
    versioning_class = None
    schema = AutoSchema()

    query: ClassVar[type[Serializer[Any]] | None] = None  # the parameters it takes
    asked: dict[str, Any]
    fresh = FRESH
    etag: str | None = None

    def state(self, request: Request, *args: Any, **kwargs: Any) -> str | None:
        """Return what an ETag of the answer is made of, without making the answer.

        Without quotes or spaces; None: the answer has no ETag. May raise Http404.
        """
        return None

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Answer in the site's language, whatever the visitor's browser prefers."""
        with override(settings.LANGUAGE_CODE):
            return super().dispatch(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        if request.method == "OPTIONS":
            return
        refuse_unreadable(request)
        super().initial(request, *args, **kwargs)

    def check_throttles(self, request: Request) -> None:
        """Come to the conditions first: what did not change is not counted.

        What is asked wrongly meets none.
        """
        try:
            if request.method in ("GET", "HEAD"):
                self.check_query(request)
                self.check_state(request)
        except (Http404, APIException, SuspiciousOperation):
            super().check_throttles(request)
            raise
        super().check_throttles(request)

    def check_query(self, request: Request) -> None:
        if self.query is not None:
            self.asked = read_query(self.query, request.query_params)

    def check_state(self, request: Request) -> None:
        state = self.state(request, *self.args, **self.kwargs)
        if state is not None:
            self.etag = f'W/"{state}"'
            check_conditions(request, self.etag)

    def throttled(self, request: Request, wait: float | None) -> Never:
        raise TooManyRequests(wait or 1)

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        return Response(status=204, headers=PREFLIGHT)

    def handle_exception(self, exc: Exception) -> Response:
        if isinstance(exc, NotModified):
            return Response(status=304)
        return super().handle_exception(exc)

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        for name, value in CORS.items():
            response[name] = value
        patch_vary_headers(response, ["Accept-Encoding"])
        if response.status_code >= 400:
            response["Cache-Control"] = "no-store"
            return response
        response.headers.setdefault("Cache-Control", self.fresh)
        if self.etag:
            response["ETag"] = self.etag
        return response

    def get_exception_handler(self) -> Any:
        return problem_handler
