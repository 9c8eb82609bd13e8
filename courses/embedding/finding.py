"""From an address that somebody pasted to the course it is of, or to none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override
from wagtail.models import Page, Site

from ..links import wagtail_prefix

LONGEST = 2000
PORTS = {"http": 80, "https": 443}
UID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")


@dataclass(frozen=True)
class Named:
    """How its record is looked up, and the language of the address."""

    which: dict[str, Any]
    language: str


def course_named(url: str, request: Any) -> Named | None:
    """The address of its page or of its card, on a host of this installation."""
    place = place_of(url)
    if place is None:
        return None
    host, path = place
    site = site_at(host, request)
    return card_named(path) or page_named(path, site) if site else None


def place_of(url: str) -> tuple[str, str] | None:
    """Host and path of a web address, the path with a slash at its end."""
    if len(url) > LONGEST:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in PORTS or not parts.hostname:
        return None
    usual = port in (None, PORTS[parts.scheme])
    host = parts.hostname if usual else f"{parts.hostname}:{port}"
    path = unquote(parts.path)
    return (host, f"{path.rstrip('/')}/") if path.isprintable() else None


def site_at(host: str, request: Any) -> Site | None:
    """The site of this name, or the one that was asked just now under this host."""
    sites = Site.objects.select_related("root_page")
    named = (site for site in sites if host_of(site.root_url) == host)
    asked = host_of(request.build_absolute_uri("/"))
    here = Site.find_for_request(request) if host == asked else None
    return next(named, None) or here


def host_of(url: str) -> str:
    host, _path = place_of(url) or ("", "")
    return host


def card_named(path: str) -> Named | None:
    found = UID.search(path)
    for language in languages() if found else ():
        if found and path == card_path(found[0], language):
            return Named({"pk": found[0]}, language)
    return None


def card_path(uid: Any, language: str) -> str:
    """Empty where the host left the cards out."""
    try:
        with override(language):
            return reverse("prakerja_courses:embed", args=[uid])
    except NoReverseMatch:
        return ""


def page_named(path: str, site: Site) -> Named | None:
    language, rest = without_prefix(path)
    segments = rest.split("/")
    if len(segments) < 2:
        return None
    with override(language):
        url_path = site.root_page.localized.url_path + rest
    pages = Page.objects.filter(slug=segments[-2], url_path=url_path)  # slugs: indexed
    return Named({"object_id__in": pages.order_by().values("pk")}, language)


def without_prefix(path: str) -> tuple[str, str]:
    """The language of an address, and what stands below its first page."""
    prefixes = {language: wagtail_prefix(language) or "/" for language in languages()}
    for language, prefix in sorted(prefixes.items(), key=lambda item: -len(item[1])):
        if path.startswith(prefix):
            return language, path.removeprefix(prefix)
    return settings.LANGUAGE_CODE, path.removeprefix("/")


def languages() -> Iterator[str]:
    return (code for code, _name in settings.LANGUAGES)
