"""Hemat kuota: pages without pictures, for who pays for each megabyte.

``?hemat=1`` asks for it and ``?hemat=0`` for everything; without either the header
``Save-Data: on`` decides. Only SavingMiddleware makes answers say so, therefore every
page is whole on a host that left it out.
"""

import re
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus

from django.utils.cache import patch_vary_headers
from django.utils.encoding import escape_uri_path
from django.utils.http import escape_leading_slashes

PARAMETER = "hemat"
HEADER = "Save-Data"
ASKED = {"1": True, "0": False}


@dataclass
class Saving:
    """How one request is answered, and the pictures its page came across."""

    on: bool
    by_header: bool
    used: bool = False
    pictures: int = 0
    bytes: int = 0

    @classmethod
    def of(cls, request):
        by_header = asks_to_save(request)
        on = ASKED.get(request.GET.get(PARAMETER), by_header)
        return cls(on, by_header)

    def query(self, on):
        """What an address needs so that its page saves, or does not."""
        return "" if on == self.by_header else f"{PARAMETER}={int(on)}"

    def count(self, size):
        self.pictures += 1
        self.bytes += size


def asks_to_save(request) -> bool:
    """What the header says; a cache of whole answers has to read it the same way."""
    return request.headers.get(HEADER, "").strip().lower() == "on"


def saving(request) -> bool:
    """Whether the page for this request does without pictures."""
    state = state_of(request)
    return bool(state and state.on)


def state_of(request):
    """The Saving of a request, whose answer now depends on it; None without one."""
    state = getattr(request, "prakerja_saving", None)
    if state is not None:
        state.used = True
    return state


def switch_address(request):
    """This page with the mode switched, everything else in its address kept."""
    state = state_of(request)
    return with_query(request, state.query(not state.on))


def with_query(request, *more):
    query = request.GET.copy()
    query.pop(PARAMETER, None)
    parts = [part for part in (query.urlencode(), *more) if part]
    # Printed as it came, "//other.example/" would lead to another site.
    path = escape_leading_slashes(escape_uri_path(request.path))
    return f"{path}?{'&'.join(parts)}" if parts else path


class SavingMiddleware:
    """Tell caches what an answer depends on, and keep a chosen mode on the way.

    It stands last, so that it sees a page before it is compressed or tagged. The API
    knows no such mode, and reads no query before it has measured it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "/api/" in request.path_info:
            return self.get_response(request)
        state = request.prakerja_saving = Saving.of(request)
        response = self.get_response(request)
        if state.used:
            patch_vary_headers(response, [HEADER])
            if PARAMETER in request.GET and is_page(response):
                finish(request, response, state.query(state.on))
        return response


def is_page(response):
    kind = response.get("Content-Type", "")
    return not response.streaming and kind.startswith("text/html")


def finish(request, response, query):
    """Name the page's own address, and let every link on it carry the choice."""
    html = response.text
    if response.status_code == HTTPStatus.OK and 'rel="canonical"' not in html:
        address = request.build_absolute_uri(with_query(request))
        response.headers["Link"] = f'<{address}>; rel="canonical"'
    if query:
        response.content = keep_on_links(html, query)


# A page's address ends in a slash; a file's, a feed's and a calendar's do not. The API
# knows no such parameter. No tag holds a bare ">": templates escape it.
LINK = re.compile(
    r'(?P<start><a(?![^>]*\sdata-saving-switch)\s(?:[^>]*\s)?href=")'
    r'(?P<path>/(?:(?![/"?#]|admin/|(?:[^">?#]*/)?api/)[^">?#]*/)?|(?=\?))'
    r'(?P<query>\?[^">#]*)?(?=["#])'
)
FORM = re.compile(r'<form\b(?![^>]*\s(?:method="post"|action="\w+:))[^>]*>', re.I)


def keep_on_links(html, query):
    html = LINK.sub(partial(link_with, query), html)
    name, value = query.split("=")
    return FORM.sub(rf'\g<0><input type="hidden" name="{name}" value="{value}">', html)


def link_with(query, match):
    asked = match["query"] or "?"
    if f"{PARAMETER}=" in asked:
        return match[0]
    joined = f"{asked}{query}" if asked == "?" else f"{asked}&amp;{query}"
    return f"{match['start']}{match['path']}{joined}"
