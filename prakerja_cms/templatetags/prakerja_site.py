"""What the base template asks about the site around a page."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from wagtail.models import Page

from courses.links import Links
from courses.querysets import translated
from donate.models import Organisation

from ..languages import addresses, words_of
from ..models import PublicGeneration

register = template.Library()
MENU = ("kursus", "jadwal", "donasi", "cari")


@dataclass(frozen=True)
class FooterLink:
    page: Page
    given: str = ""  # by an editor, in the language of the page

    @property
    def title(self):
        return self.given or self.page.title

    def to(self, page):
        """The same link to a translation, under the translation's own title."""
        return self if page == self.page else FooterLink(page)


@register.simple_tag(takes_context=True)
def language_links(context):
    """Give this page's address in each language it can be read in."""
    if "exception" in context:  # an error page stands for no page at all
        return []
    urls = addresses(context["request"], context.get("page"))
    return [
        {"code": code, "name": name, "url": urls[code]}
        for code, name in settings.LANGUAGES
        if urls.get(code)
    ]


@register.simple_tag(takes_context=True)
def foreign_words(context):
    """Say which other language the page's text is in; None if it is the frame's."""
    return words_of(context["request"], context.get("page"))


@register.simple_tag(takes_context=True)
def absolute(context, url):
    return context["request"].build_absolute_uri(url)


@register.simple_tag(takes_context=True)
def public_generation(context):
    """Give the number under which parts of a page may be kept."""
    known = getattr(context["request"], "public_generation", None)
    return PublicGeneration.current() if known is None else known


@register.simple_tag(takes_context=True)
def organisation(context):
    """Who stands behind the site; also on receipts and the statement of the books."""
    return Organisation.known(context["request"])


@register.simple_tag(takes_context=True)
def menu_section(context, root):
    """Name the door of the main menu that the visitor is behind."""
    path = context["request"].path
    return next((name for name in MENU if path.startswith(f"{root}{name}/")), "")


@register.simple_tag(takes_context=True)
def footer_links(context, site_settings):
    """List the footer menu's public pages, in the visitor's language where it has any.

    A page that is not translated stays out of the menu of that language.
    """
    if not site_settings:
        return []
    items = site_settings.footer_menu.select_related("page")
    shown = [FooterLink(item.page, item.title) for item in items if item.page.live]
    links = Links.of(context.get("request"))
    return shown if links.tree is None else in_language(shown, links)


def in_language(shown, links):
    keys = [link.page.translation_key for link in shown]
    own = links.own(translated(translation_key__in=keys))
    pages = {page.translation_key: page for page in own}
    found = [(link, pages.get(link.page.translation_key)) for link in shown]
    return [link.to(page) for link, page in found if page]
