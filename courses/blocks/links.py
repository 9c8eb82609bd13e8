"""Where the links of rich text lead, in few queries however many there are."""

from functools import cache

from django.conf import settings
from django.utils.html import format_html
from wagtail.models import Locale, Page, Site
from wagtail.rich_text import features
from wagtail.rich_text.pages import PageLinkHandler
from wagtail.rich_text.rewriters import EmbedRewriter, LinkRewriter, MultiRuleRewriter


@cache
def rewriter():
    """Wagtail's own, whose links to pages ask for each translation on its own."""
    links, embeds = features.get_link_types(), features.get_embed_types()
    if links.get("page") is PageLinkHandler:
        links = {**links, "page": PageLinks}
    return MultiRuleRewriter(
        [
            LinkRewriter(bulk_rules=expanders(links)),
            EmbedRewriter(bulk_rules=expanders(embeds)),
        ]
    )


def expanders(handlers):
    return {name: one.expand_db_attributes_many for name, one in handlers.items()}


class PageLinks(PageLinkHandler):
    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        pages = cls.get_many(attrs_list)
        translated = translations([page for page in pages if page])
        shown = [page and translated.get(page.translation_key, page) for page in pages]
        return [opening_tag(page) for page in shown]


def opening_tag(page):
    url = page and page.url
    return format_html('<a href="{}">', url) if url else "<a>"


def translations(pages):
    """The published translations into the visitor's language, by their key."""
    if not several_languages():
        return {}
    locale = Locale.get_active()
    keys = {page.translation_key for page in pages if page.locale_id != locale.pk}
    found = Page.objects.live().filter(locale=locale, translation_key__in=keys)
    specific = found.defer_streamfields().specific() if keys else ()
    return {page.translation_key: page for page in specific}


def several_languages():
    enabled = getattr(settings, "WAGTAIL_I18N_ENABLED", False)
    spoken = {root.language_code for root in Site.get_site_root_paths()}
    return enabled and len(spoken) > 1
