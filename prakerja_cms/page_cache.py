"""Whole answers for visitors without a session, valid until anything public changes.

One row, ``PublicGeneration``, rises with every committed change to public state.
Each process keeps answers under the generation it read before it rendered, so a
publish in one process is seen in the next answer of every other.
"""

import hashlib
from copy import copy

from django.conf import settings
from django.core.cache import caches
from django.http.response import ResponseHeaders
from django.middleware.gzip import re_accepts_gzip
from django.utils import translation
from django.utils.cache import get_conditional_response
from wagtail.models import Site

from courses.saving import asks_to_save
from home.models import SiteSettings

from .models import PublicGeneration

SECONDS = 60  # a live class begins without anybody saving anything
LARGEST_QUERY = 300
LARGEST_ANSWER = 100_000  # bytes; the number of answers is bounded, not their size
CACHEABLE_STATUS = {200}
CORS = {"Access-Control-Allow-Origin", "Access-Control-Expose-Headers"}
# What an answer says to one client alone.
PERSONAL = {"RateLimit"}
# Headers that ask for a part of an answer, or for an answer on a condition which the
# view itself has to say no to.
UNKEPT = ("HTTP_RANGE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")


class PageCacheMiddleware:
    """Answer anonymous GET and HEAD requests from the cache named ``pages``."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.cache = caches["pages"]
        self.generation = None

    def __call__(self, request):
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response = self.get_response(request)
            keep_private(response)
            return response
        if not may_be_public(request):
            return self.get_response(request)
        storable, is_page = may_be_stored(request), not is_api(request)
        if storable or is_page:
            request.public_generation = self.current_generation()
        if is_page:
            keep_site(request, self.cache)
        return (self.stored_response if storable else self.get_response)(request)

    def current_generation(self):
        """Read the number; with a new one forget which sites Wagtail knew.

        Wagtail keeps them for an hour and tells no other process when they change.
        """
        number = PublicGeneration.current()
        if number != self.generation:
            Site.clear_site_root_paths_cache()
            self.generation = number
        return number

    def stored_response(self, request):
        key = cache_key(request)
        response = self.cache.get(key)
        if response is None:
            response = self.get_response(request)
            if is_public(response):
                self.cache.set(key, for_everybody(response), SECONDS)
            return response
        answer = get_conditional_response(
            request, etag=response.get("ETag"), response=response
        )
        for name in CORS & response.headers.keys():
            answer[name] = response[name]  # Django's 304 leaves them out
        return answer


def may_be_public(request):
    return request.method in ("GET", "HEAD") and not request.path_info.startswith(
        ("/admin/", "/static/", "/media/")
    )


def is_api(request):
    return "/api/" in request.path_info


def may_be_stored(request):
    return (
        settings.PAGE_CACHE_ENABLED
        and len(request.META.get("QUERY_STRING", "")) <= LARGEST_QUERY
        and not any(name in request.META for name in UNKEPT)
    )


def keep_site(request, cache):
    """Look a host's site, its first page and its settings up once for a generation.

    The cache hands out a fresh copy each time, so no request sees another's page.
    """
    key = hashed("site", request.public_generation, request.get_host())
    kept = cache.get(key)
    if kept is None:
        kept = site_of(request)
        cache.set(key, kept, SECONDS)
    # Where Site.find_for_request and SiteSettings.for_request look first.
    request._wagtail_site, site_settings = kept
    if site_settings is not None:
        setattr(request, SiteSettings.get_cache_attr_name(), site_settings)


def site_of(request):
    site = Site.find_for_request(request)
    if site is None:
        return None, None
    site.root_page = site.root_page.specific
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            site.root_page.localized  # noqa: B018 - kept with the page from here on
    return site, SiteSettings.objects.filter(site=site).first()


def cache_key(request):
    """Hash all that a public answer may depend on; no other header is allowed to.

    Each header is read as by whoever answers to it: read otherwise, one visitor's
    answer would be another's.
    """
    return hashed(
        "page",
        request.public_generation,
        request.method,
        request.scheme,
        request.get_host(),
        request.get_full_path(),
        bool(re_accepts_gzip.search(request.headers.get("Accept-Encoding", ""))),
        asks_to_save(request),
        request.headers.get("Accept", "") if is_api(request) else "",
    )


def hashed(*parts):
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


def is_public(response):
    cache_control = response.get("Cache-Control", "")
    return (
        response.status_code in CACHEABLE_STATUS
        and not response.streaming
        # What is read from records follows them at once; this number only soon after.
        and not getattr(response, "follows_records", False)
        and len(response.content) <= LARGEST_ANSWER
        and not response.cookies
        and "no-store" not in cache_control
        and "private" not in cache_control
    )


def for_everybody(response):
    """A copy to be kept; what is left of one client's quota is nobody else's."""
    kept = copy(response)
    kept.headers = ResponseHeaders(
        {name: said for name, said in response.items() if name not in PERSONAL}
    )
    return kept


def keep_private(response):
    """What is drawn for someone signed in belongs in nobody's cache.

    Not even where its view calls it public: base templates add the editors' bar.
    """
    response.headers["Cache-Control"] = "private, no-store"
