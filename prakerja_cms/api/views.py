"""What stands above the apps' own addresses: the way in and the description."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404
from django.urls import URLPattern, URLResolver, reverse
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from courses.api.http import PublicView
from courses.api.schema import Description

from .openapi import TITLE, describe_api


class ServiceSerializer(serializers.Serializer[Any]):
    """Where everything is."""

    title = serializers.CharField()
    documentation = serializers.URLField(help_text="For people.")
    openapi = serializers.URLField(help_text="For programs: OpenAPI 3.1.")
    endpoints = serializers.DictField(child=serializers.URLField())


class ServiceView(PublicView):
    """The way in: every list and summary this site offers."""

    schema = Description(
        "service_retrieve",
        "Where to begin",
        ServiceSerializer,
        tag="service",
        problems=(),
    )
    routers: list[URLResolver] = []

    def get(self, request: Request) -> Response:
        def address(name: str) -> str:
            return request.build_absolute_uri(reverse(name))

        return Response(
            {
                "title": TITLE,
                "documentation": address("prakerja_api_docs"),
                "openapi": address("prakerja_api_openapi"),
                "endpoints": {
                    name.partition(":")[2]: address(name)
                    for name in endpoints(self.routers)
                },
            }
        )


class OpenApiView(PublicView):
    """OpenAPI 3.1, with the address it was asked at as its server."""

    described: list[Any] = []

    def get(self, request: Request) -> Response:
        here = request.build_absolute_uri(reverse("prakerja_api_service"))
        document = describe_api(tuple(self.described))
        return Response({**document, "servers": [{"url": here.rstrip("/")}]})


class NothingView(PublicView):
    """Below this API even a wrong address is answered in JSON."""

    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        raise Http404


def endpoints(routers: list[URLResolver]) -> Iterator[str]:
    """Names of the addresses that need nothing filled in."""
    for router in routers:
        for pattern in router.url_patterns:
            if isinstance(pattern, URLPattern) and not pattern.pattern.converters:
                yield f"{router.namespace}:{pattern.name}"
