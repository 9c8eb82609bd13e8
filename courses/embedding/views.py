"""The card itself: the one page that other sites may show in a frame."""

import hashlib

from django.http import HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from ..api.http import FRESH
from ..links import wagtail_prefix
from ..models import ContentRecord
from ..records.reading import public_one
from ..records.standing import Busy
from ..records.visibility import Visibility
from ..saving import saving
from .cards import card_of, origin

STYLE = "prakerja_courses/embed.css"
NOT_KEPT = "no-store"
SECONDS_BUSY = 5


@require_safe
@xframe_options_exempt
def embed(request, uid):
    try:
        now, record = public_one(ContentRecord.Kind.COURSE, uid)
    except Busy:
        return busy(request)
    if record is None:
        return gone(request)
    if now.due:
        return card(request, record, {"Cache-Control": NOT_KEPT})
    etag = etag_of(request, record)
    unchanged = get_conditional_response(request, etag=etag)
    headers = {"Cache-Control": FRESH, "ETag": etag}
    return unchanged or card(request, record, headers)


def card(request, record, headers):
    response = drawn(request, record, headers)
    response.follows_records = True  # the site's own cache is behind them
    return response


def drawn(request, record, headers):
    shown = card_of(record)
    cover = None if saving(request) else shown.cover
    site_name = Visibility().site_name(shown.url)
    context = {"card": shown, "cover": cover, "site_name": site_name}
    pictures = [origin(cover["url"])] if cover else []
    return framed(request, "course", context, headers, pictures)


def gone(request):
    said = _("This course is not here any more.")
    return nothing(request, said, status=404)


def busy(request):
    said = _("This course cannot be shown just now. Try once more in a moment.")
    response = nothing(request, said, status=503)
    response.headers["Retry-After"] = str(SECONDS_BUSY)
    return response


def nothing(request, said, *, status):
    headers = {"Cache-Control": NOT_KEPT}
    context = {"said": said, "home": wagtail_prefix(get_language()) or "/"}
    response = framed(request, "nothing", context, headers)
    response.status_code = status
    return response


def framed(request, name, context, headers, pictures=()) -> HttpResponse:
    """For any site to frame; nothing runs in it, and it sends nothing anywhere."""
    template = f"prakerja_courses/embed/{name}.html"
    response = render(request, template, {**context, "style": static(STYLE)})
    response.headers["Content-Security-Policy"] = policy(pictures)
    response.headers["X-Robots-Tag"] = "noindex"
    for header, value in headers.items():
        response.headers[header] = value
    return response


def policy(pictures):
    """Files may lie on a host of their own."""
    directives = {
        "default-src": ["'none'"],
        "style-src": ["'self'", origin(static(STYLE))],
        "img-src": ["'self'", *pictures],
        "frame-ancestors": ["*"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    return "; ".join(
        " ".join(filter(None, [name, *sources])) for name, sources in directives.items()
    )


def etag_of(request, record):
    """What is told, how it is drawn, and for whom."""
    told = [record.digest, get_language(), static(STYLE), str(saving(request))]
    return quote_etag(hashlib.sha256("\n".join(told).encode()).hexdigest()[:32])
