"""What stands above the apps' own addresses: the way in and the description."""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.urls import URLPattern, URLResolver, resolve, reverse
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from courses.api.examples import HERE
from courses.api.http import PublicView
from courses.api.parameters import NoQuery
from courses.api.schema import Description
from prakerja_cms import __version__

from .docs import contact_email
from .openapi import TITLE, describe_api

EXAMPLE = {
    "title": TITLE,
    "documentation": f"{HERE}/api/v1/docs/",
    "openapi": f"{HERE}/api/v1/openapi.json",
    "terms": f"{HERE}/api/v1/docs/#terms",
    "version": __version__,
    "endpoints": {
        "courses": f"{HERE}/api/v1/courses/",
        "changes": f"{HERE}/api/v1/changes/",
    },
}


class ServiceSerializer(serializers.Serializer[Any]):
    """Where everything is."""

    title = serializers.CharField()
    documentation = serializers.URLField(help_text="For people.")
    openapi = serializers.URLField(help_text="For programs: OpenAPI 3.1.")
    terms = serializers.URLField(help_text="What may be done with what is told.")
    version = serializers.CharField(help_text="Of the software that answers.")
    endpoints = serializers.DictField(child=serializers.URLField())


class TellingView(PublicView):
    """Says what hardly ever changes: its ETag is made of all of it."""

    query = NoQuery

    def tell(self, request: Request) -> dict[str, Any]:
        raise NotImplementedError

    def state(self, request: Request) -> str:
        self.told = self.tell(request)
        return sha256(json.dumps(self.told).encode()).hexdigest()[:32]

    def get(self, request: Request) -> Response:
        return Response(self.told)


class ServiceView(TellingView):
    """The way in: every list and summary this site offers."""

    schema = Description(
        "service_retrieve",
        "Where to begin",
        ServiceSerializer,
        tag="service",
        example=EXAMPLE,
    )
    routers: list[URLResolver] = []

    def tell(self, request: Request) -> dict[str, Any]:
        def address(name: str) -> str:
            return request.build_absolute_uri(reverse(name))

        return {
            "title": TITLE,
            "documentation": address("prakerja_api_docs"),
            "openapi": address("prakerja_api_openapi"),
            "terms": address("prakerja_api_docs") + "#terms",
            "version": __version__,
            "endpoints": {
                name.partition(":")[2]: address(name)
                for name in endpoints(self.routers)
            },
        }


class OpenApiView(TellingView):
    """OpenAPI 3.1 of the site that was asked: its address, terms and contact."""

    described: list[Any] = []

    def tell(self, request: Request) -> dict[str, Any]:
        here = request.build_absolute_uri(reverse("prakerja_api_service"))
        document = describe_api(tuple(self.described))
        return {
            **document,
            "info": {**document["info"], **self.responsible(request)},
            "servers": [{"url": here.rstrip("/")}],
        }

    def responsible(self, request: Request) -> dict[str, Any]:
        """As the guide says it, to which both lead."""
        guide = request.build_absolute_uri(reverse("prakerja_api_docs"))
        told: dict[str, Any] = {"termsOfService": f"{guide}#terms"}
        if email := contact_email(request._request):
            told["contact"] = {"email": email, "url": f"{guide}#contact"}
        return told


class NothingView(PublicView):
    """Below this API even a wrong address is answered in JSON."""

    def get(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        raise Http404


class SlashView(NothingView):
    """Leads on who forgot the last slash: also the scripts of other sites.

    Django's own redirect does not say that other sites may read it.
    """

    def get(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        found = resolve(f"{request.path_info}/").func
        if getattr(found, "cls", None) is NothingView:
            raise Http404
        return HttpResponsePermanentRedirect(
            request.get_full_path(force_append_slash=True)
        )


def endpoints(routers: list[URLResolver]) -> Iterator[str]:
    """Names of the addresses that need nothing filled in."""
    for router in routers:
        for pattern in router.url_patterns:
            if isinstance(pattern, URLPattern) and not pattern.pattern.converters:
                yield f"{router.namespace}:{pattern.name}"
