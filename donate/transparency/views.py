"""The books by year and month, the files of closed months, and how to check them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from .. import verifier as verifier_module
from ..ledger.books import active_book
from ..ledger.hashing import bytes_digest
from ..ledger.monthfiles import written
from . import files, showing

FRESH = {"public": True, "max_age": 60}


def public(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
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
) -> HttpResponse:
    found = files.published_month(active_book(), date(int(year), int(month), 1))
    if found is None:
        raise Http404
    content = files.content_of(found, ending)
    name = f"{found.name}.{ending}"
    return download(request, content, files.ENDINGS[ending], name)


@public
def file_index(request: HttpRequest) -> HttpResponse:
    content = written(files.index_of(active_book()))
    return download(request, content, "application/json", "index.json")


@public
def verifier(request: HttpRequest) -> HttpResponse:
    """The program itself, as it is installed: what runs here is what is sent."""
    content = Path(str(verifier_module.__file__)).read_bytes()
    return download(request, content, "text/x-python; charset=utf-8", "periksa.py")


def download(
    request: HttpRequest, content: bytes, content_type: str, name: str
) -> HttpResponse:
    """Anybody's program may fetch it, and ask again only for what is new."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Access-Control-Allow-Origin"] = "*"
    response["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(response, **FRESH)
    etag = f'"{bytes_digest(content)}"'
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response)
