"""What the base template asks about the site around a page."""

from django import template
from django.conf import settings
from django.urls import translate_url
from wagtail.models import Page

register = template.Library()


def _page_addresses(page, request):
    translations = page.get_translations(inclusive=True).live().select_related("locale")
    return {each.locale.language_code: each.get_url(request) for each in translations}


@register.simple_tag(takes_context=True)
def language_links(context):
    """Give this page's address in each language it can be read in."""
    request, page = context["request"], context.get("page")
    if isinstance(page, Page) and page.pk:
        addresses = _page_addresses(page, request)
    else:
        addresses = {
            code: translate_url(request.path, code) for code, _ in settings.LANGUAGES
        }
    return [
        {"code": code, "name": name, "url": addresses[code]}
        for code, name in settings.LANGUAGES
        if addresses.get(code)
    ]


@register.simple_tag
def footer_links(site_settings):
    """List the footer menu's public pages with a single query."""
    items = site_settings.footer_menu.select_related("page")
    return [item for item in items if item.page.live]
