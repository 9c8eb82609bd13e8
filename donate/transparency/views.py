"""The books by year and month, the files of closed months, and how to check them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.template.response import TemplateResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from ..ledger.books import active_book
from ..ledger.hashing import bytes_digest
from ..ledger.monthfiles import written
from . import archive, files, showing

FRESH = {"public": True, "max_age": 60}


def public(
    view: Callable[..., HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    return login_not_required(require_safe(view))


@public
def year(request: HttpRequest, year: str) -> HttpResponse:
    return page(request, "year", showing.year_context(int(year)))


@public
def month(request: HttpRequest, year: str, month: str) -> HttpResponse:
    first = date(int(year), int(month), 1)
    return page(request, "month", showing.month_context(first))


@public
def check(request: HttpRequest) -> HttpResponse:
    return page(request, "check", showing.check_context())


def page(request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    template = f"prakerja_donate/transparency/{name}.html"
    response = TemplateResponse(request, template, context)
    patch_cache_control(response, **FRESH)
    return response


@public
def month_file(
    request: HttpRequest, year: str, month: str, ending: str
) -> HttpResponseBase:
    found = files.published_month(active_book(), date(int(year), int(month), 1))
    if found is None:
        raise Http404
    content = files.content_of(found, ending)
    name = f"{found.name}.{ending}"
    return download(request, content, files.ENDINGS[ending], name)


@public
def file_index(request: HttpRequest) -> HttpResponseBase:
    book = active_book()
    content = written(files.index_of(book, files.all_published(book)))
    return download(request, content, "application/json", "index.json")


@public
def verifier(request: HttpRequest) -> HttpResponseBase:
    content = files.verifier_program()
    return download(request, content, "text/x-python; charset=utf-8", files.VERIFIER)


@public
def all_files(request: HttpRequest) -> HttpResponseBase:
    """Its bytes may differ where another computer packs them; what is in it, never."""
    packed = archive.Archive(active_book())
    if not packed.published:
        raise Http404
    response = StreamingHttpResponse(packed, content_type="application/zip")
    response["Content-Encoding"] = "identity"  # it is packed already
    return sent(request, response, archive.NAME, f'W/"{packed.fingerprint}"')


def download(
    request: HttpRequest, content: bytes, content_type: str, name: str
) -> HttpResponseBase:
    response = HttpResponse(content, content_type=content_type)
    return sent(request, response, name, f'"{bytes_digest(content)}"')


def sent(
    request: HttpRequest, response: HttpResponseBase, name: str, etag: str
) -> HttpResponseBase:
    """Anybody's program may fetch it, and ask again only for what is new."""
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(response, **FRESH)
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response)
