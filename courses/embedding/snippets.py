"""The lines of HTML that put a card on another site."""

from typing import Any
from urllib.parse import urlencode, urljoin

from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from .finding import card_path

WIDTH = 640
# Of what is in the frame: links may open a tab, and nothing else may happen.
FRAME = (
    '<iframe src="{src}" title="{title}" width="{width}" height="{height}" '
    'style="border:0;max-width:100%" loading="lazy" '
    'sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>'
)
# From this width on, this height holds a card; a longer one scrolls in its frame.
HEIGHTS = {640: 480, 480: 500, 400: 580, 340: 640, 0: 800}


def height_at(width: int) -> int:
    return next(height for least, height in HEIGHTS.items() if width >= least)


def frame(src: str, title: str, width: int, height: int) -> SafeString:
    return format_html(FRAME, src=src, title=title, width=width, height=height)


def snippet(course: Any, address: str) -> str:
    """For a column of any width; ``address`` is the course's own, absolute."""
    path = card_path(course.uid, get_language())
    return path and frame(urljoin(address, path), course.title, WIDTH, height_at(400))


def discovery_path(url: str) -> str:
    """Where programs are told how to embed the page at ``url``; empty without it."""
    try:
        return f"{reverse('prakerja_courses:oembed')}?{urlencode({'url': url})}"
    except NoReverseMatch:
        return ""
