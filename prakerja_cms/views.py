"""Small answers for machines."""

from django.conf import settings
from django.db import connection
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control, never_cache
from django.views.static import serve

# Of no use to who searches: forms, doors, other ways to see the same page.
CLOSED_PATHS = (
    "/cari/",
    "/cetak/",
    "/donasi/status/",
    "/iklan/",
    "/gaya/",
    "/jadwal/*/masuk/",
    "/kontribusi/tautan/",
    "/kontribusi/terkirim/",
    "/lapor/",
    "/offline/",
    "/paket/",
)
CLOSED_PARAMETERS = ("hemat", "sort")


@never_cache
def healthz(request):
    """200 while the database answers; load balancers ask here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


@cache_control(public=True, max_age=86_400)
def robots(request):
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    closed = "".join(f"Disallow: {path}\n" for path in closed_to_robots())
    text = f"User-agent: *\n{closed}\nSitemap: {sitemap}\n"
    return HttpResponse(text, content_type="text/plain")


def closed_to_robots():
    """Below the prefix of each language; whatever is not named here is open."""
    prefixes = [
        "" if code == settings.LANGUAGE_CODE else f"/{code}"
        for code, _name in settings.LANGUAGES
    ]
    yield "/admin/"
    yield from (f"{prefix}{path}" for prefix in prefixes for path in CLOSED_PATHS)
    yield from (f"/*{sign}{name}=" for name in CLOSED_PARAMETERS for sign in "?&")


# The name of a resized image changes with its content.
@cache_control(public=True, max_age=31_536_000, immutable=True)
def media(request, path, document_root):
    try:
        return serve(request, path, document_root)
    except OSError as error:  # a name longer than the file system takes
        raise Http404 from error
