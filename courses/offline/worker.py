"""The service worker, with what it has to know of this site written before it.

It stands outside of ``urls``, since a site has one for all its languages. Include it
at the root: ``path("sw.js", service_worker, name="prakerja_service_worker")``.
"""

import hashlib
import json
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse
from django.templatetags.static import static
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import override
from django.views.decorators.http import require_safe

from .. import conf
from .statics import static_files

WORKER = "prakerja_courses/offline/worker.js"
FAREWELL = "prakerja_courses/offline/farewell.js"
# What the page about saved courses is drawn with.
LOOKS = (
    "prakerja_courses/kit/kit.css",
    "prakerja_courses/courses.css",
    "prakerja_courses/offline/offline.css",
    "prakerja_courses/offline/page.js",
)
# Addresses that the worker leaves alone, below any language: forms, whatever is
# somebody's own, and machines' answers.
NEVER = (
    "admin/",
    "api/",
    "django-admin/",
    "donasi/",
    "healthz",
    "kontribusi/",
    "lapor/",
    "paket/",
    "sw.js",
)


@require_safe
def service_worker(request):
    """Asked anew at each visit; its bytes change with whatever it keeps."""
    script = read(WORKER if conf.get("OFFLINE") else FAREWELL)
    body = f"const SITE = {json.dumps(site(), sort_keys=True)};\n{script}".encode()
    etag = quote_etag(hashlib.sha256(body).hexdigest()[:32])
    response = HttpResponse(
        body,
        content_type="text/javascript; charset=utf-8",
        headers={
            "Cache-Control": "no-cache",
            "ETag": etag,
            "Service-Worker-Allowed": get_script_prefix(),
        },
    )
    return get_conditional_response(request, etag=etag, response=response)


def site():
    """Which pages stand in without a network, and what to leave alone."""
    pages = offline_pages()
    prefixes = [beginning for beginning, _page in pages] or [get_script_prefix()]
    return {
        "version": version(),
        "pages": pages,
        "never": [f"{prefix}{name}" for prefix in prefixes for name in NEVER],
        "statics": settings.STATIC_URL,
    }


def offline_pages():
    """The offline page of each language, the longest beginning of addresses first."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            try:
                page = reverse("prakerja_courses:offline")
            except NoReverseMatch:
                continue
        found[page.removesuffix("offline/")] = page
    return sorted(found.items(), key=lambda pair: -len(pair[0]))


def version():
    """A digest that changes with the static files of this site."""
    collected = getattr(staticfiles_storage, "manifest_hash", "")
    if collected:
        return collected
    sizes = static_files(static(name) for name in LOOKS)
    texts = [read(WORKER), *map(read, LOOKS), repr(sorted(sizes.items()))]
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:12]


def read(name):
    """Where its app keeps it: the worker is served here, not as a static file."""
    return Path(finders.find(name)).read_text(encoding="utf-8")
