"""What a phone is told when the site is put on its first screen."""

from django.conf import settings
from django.http import JsonResponse
from django.templatetags.static import static
from django.urls import get_script_prefix, reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import cache_control
from wagtail.models import Site

from home.models import SiteSettings

PAPER = "#fbf8f1"
LONGEST_SHORT_NAME = 12
PICTURES = (
    ("icon.svg", "any", "image/svg+xml", "any"),
    ("icon-192.png", "192x192", "image/png", "any"),
    ("icon-512.png", "512x512", "image/png", "any"),
    ("icon-maskable-192.png", "192x192", "image/png", "maskable"),
    ("icon-maskable-512.png", "512x512", "image/png", "maskable"),
)


@cache_control(public=True, max_age=86_400)
def web_manifest(request):
    site = Site.find_for_request(request)
    root = get_script_prefix()
    with override(settings.LANGUAGE_CODE):
        data = {
            "id": root,
            "scope": root,
            "start_url": root,
            "lang": settings.LANGUAGE_CODE,
            "dir": "ltr",
            "name": site_name(site),
            "short_name": short(site_name(site)),
            "description": description(site),
            "categories": ["education"],
            "display": "minimal-ui",
            "background_color": PAPER,
            "theme_color": PAPER,
            "icons": icons(),
            "shortcuts": shortcuts(),
        }
    return JsonResponse(data, content_type="application/manifest+json")


def site_name(site):
    chosen = site and SiteSettings.for_site(site).site_name
    return chosen or (site and site.site_name) or "Prakerja"


def short(name):
    """What fits below an icon: whole words, as many as there is room for."""
    if len(name) <= LONGEST_SHORT_NAME:
        return name
    words = name[: LONGEST_SHORT_NAME + 1].rpartition(" ")[0]
    return words or name[:LONGEST_SHORT_NAME]


def description(site):
    page = site and site.root_page.specific
    given = page and (getattr(page, "tagline", "") or page.search_description)
    return given or _("Free courses for everybody, without an account.")


def icons():
    return [
        {
            "src": static(f"prakerja_cms/{name}"),
            "sizes": sizes,
            "type": kind,
            "purpose": purpose,
        }
        for name, sizes, kind, purpose in PICTURES
    ]


def shortcuts():
    return [
        {"name": _("Saved courses"), "url": reverse("prakerja_courses:offline")},
        {"name": _("Live classes"), "url": reverse("prakerja_courses:schedule")},
    ]
