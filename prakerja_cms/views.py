"""Small answers for machines."""

from django.db import connection
from django.http import Http404, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control, never_cache
from django.views.static import serve
from wagtail.models import Site

ROBOTS = """\
User-agent: *
Disallow: /admin/
Disallow: /cari/
Disallow: /donasi/status/
Disallow: /iklan/

Sitemap: {sitemap}
"""


@never_cache
def healthz(request):
    """200 while the database answers; load balancers ask here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


@cache_control(public=True, max_age=86_400)
def web_manifest(request):
    site = Site.find_for_request(request)
    name = site.site_name if site else ""
    return JsonResponse(
        {
            "name": name,
            "short_name": name,
            "lang": "id",
            "start_url": "/",
            "display": "minimal-ui",
            "background_color": "#fbf8f1",
            "theme_color": "#fbf8f1",
            "icons": [
                {
                    "src": static("prakerja_cms/icon.svg"),
                    "sizes": "any",
                    "type": "image/svg+xml",
                }
            ],
        },
        content_type="application/manifest+json",
    )


@cache_control(public=True, max_age=86_400)
def robots(request):
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    return HttpResponse(ROBOTS.format(sitemap=sitemap), content_type="text/plain")


# The name of a resized image changes with its content.
@cache_control(public=True, max_age=31_536_000, immutable=True)
def media(request, path, document_root):
    try:
        return serve(request, path, document_root)
    except OSError as error:  # a name longer than the file system takes
        raise Http404 from error
