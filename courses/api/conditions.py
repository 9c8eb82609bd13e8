"""Conditional requests (RFC 9110, 13): whether what is known is still what is."""

from django.utils.http import parse_etags
from rest_framework.request import Request

from .problems import PreconditionFailed


class NotModified(Exception):
    """Who asks has it already."""


def check_conditions(request: Request, etag: str) -> None:
    """Hold the headers against a weak ETag; which are no ETags are ignored."""
    wanted = parse_etags(request.META.get("HTTP_IF_MATCH", ""))
    if wanted and wanted != ["*"]:  # strong comparison: a weak one meets nothing
        raise PreconditionFailed
    known = parse_etags(request.META.get("HTTP_IF_NONE_MATCH", ""))
    if known == ["*"] or opaque(etag) in map(opaque, known):
        raise NotModified


def opaque(etag: str) -> str:
    return etag.removeprefix("W/")
