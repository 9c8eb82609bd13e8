"""What the base template asks about the site around a page."""

from django import template
from django.conf import settings
from django.utils.translation import get_language_from_path
from wagtail.models import Page, Site

from ..models import PublicGeneration

register = template.Library()
MENU = ("kursus", "jadwal", "donasi", "cari")


@register.simple_tag(takes_context=True)
def language_links(context):
    """Give this page's address in each language it can be read in."""
    request, page = context["request"], context.get("page")
    if isinstance(page, Page) and page.pk and has_pages_in_other_languages():
        addresses = translated_pages(page, request)
    else:
        addresses = same_path(request)
    return [
        {"code": code, "name": name, "url": addresses[code]}
        for code, name in settings.LANGUAGES
        if addresses.get(code)
    ]


def has_pages_in_other_languages():
    return len({root.language_code for root in Site.get_site_root_paths()}) > 1


def translated_pages(page, request):
    translations = page.get_translations(inclusive=True).live().select_related("locale")
    return {each.locale.language_code: each.get_url(request) for each in translations}


def same_path(request):
    """One page tree serves every language; only the frame around it changes."""
    path = request.path_info
    if get_language_from_path(path):
        path = path[path.index("/", 1) :]
    return {
        code: path if code == settings.LANGUAGE_CODE else f"/{code}{path}"
        for code, _name in settings.LANGUAGES
    }


@register.simple_tag(takes_context=True)
def public_generation(context):
    """Give the number under which parts of a page may be kept."""
    known = getattr(context["request"], "public_generation", None)
    return PublicGeneration.current() if known is None else known


@register.simple_tag(takes_context=True)
def menu_section(context, root):
    """Name the door of the main menu that the visitor is behind."""
    path = context["request"].path
    return next((name for name in MENU if path.startswith(f"{root}{name}/")), "")


@register.simple_tag
def footer_links(site_settings):
    """List the footer menu's public pages with a single query; none without a site."""
    if not site_settings:
        return []
    items = site_settings.footer_menu.select_related("page")
    return [item for item in items if item.page.live]
