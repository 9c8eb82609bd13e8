"""Which of its forms an answer has, by the Accept header alone."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

QUALITY = re.compile(r"\s*q\s*=\s*(0(?:\.\d{1,3})?|1(?:\.0{1,3})?)\s*", re.IGNORECASE)
ANYTHING = {"*/*": 1.0}


class HeaderNegotiation(BaseContentNegotiation):
    """``format`` in the query is a fact about courses, no wish for a form.

    Parameters of media types other than ``q`` are ignored, and so is what is no media
    type at all.
    """

    def select_renderer(
        self,
        request: Request,
        renderers: Iterable[BaseRenderer],
        format_suffix: str | None = None,
    ) -> tuple[BaseRenderer, str]:
        wanted = accepted(request.META.get("HTTP_ACCEPT", ""))
        found = [(quality(each.media_type, wanted), each) for each in renderers]
        best, renderer = max(found, key=lambda pair: pair[0])
        if not best:
            raise NotAcceptable
        return renderer, renderer.media_type

    def filter_renderers(self, renderers: Any, format: str) -> Any:
        return renderers


def accepted(header: str) -> Mapping[str, float]:
    """Read the ranges of an Accept header; an empty one takes anything."""
    if not header.strip():
        return ANYTHING
    ranges: dict[str, float] = {}
    for part in header.split(","):
        name, *parameters = part.split(";")
        matches = [QUALITY.fullmatch(parameter) for parameter in parameters]
        weight = next((float(match[1]) for match in matches if match), 1.0)
        ranges[name.strip().lower()] = weight
    return ranges


def quality(media_type: str, wanted: Mapping[str, float]) -> float:
    """Let the range that says most about a media type decide."""
    main = media_type.partition("/")[0]
    ways = (media_type, f"{main}/*", "*/*")
    return next((wanted[way] for way in ways if way in wanted), 0)
