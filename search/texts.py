"""The organisation's own text pages, so few that they are compared in memory."""

from dataclasses import dataclass

from django.core.cache import cache
from django.utils.html import strip_tags
from wagtail.models import Page

from courses.querysets import reachable
from courses.searching.words import asked, stems
from home.models import StandardPage

MOST_PAGES = 500
MOST_SHOWN = 4
KEPT_SECONDS = 3600


@dataclass(frozen=True)
class TextPage:
    pk: int
    title: frozenset
    words: frozenset


def text_pages(query, links, generation):
    """The public pages with all words of the query, those that name them first."""
    wanted = set(asked(query))
    if not wanted:
        return []
    fitting = [page for page in known(generation) if wanted <= page.words]
    fitting.sort(key=lambda page: (not wanted <= page.title, page.pk))
    ids = [page.pk for page in fitting]
    pages = links.own(reachable(Page.objects.filter(pk__in=ids))).specific()
    found = {page.pk: page for page in pages.defer_streamfields()} if ids else {}
    return [found[pk] for pk in ids if pk in found][:MOST_SHOWN]


def known(generation):
    """Every page's words, read anew when anything public has changed."""
    if generation is None:
        return read()
    key = f"search.texts.{generation}"
    return cache.get_or_set(key, read, KEPT_SECONDS)


def read():
    pages = reachable(StandardPage.objects.all())[:MOST_PAGES]
    return [TextPage(page.pk, *words_of(page)) for page in pages]


def words_of(page):
    written = page.body.stream_block.get_searchable_content(page.body)
    title = stems(page.title)
    rest = stems(strip_tags(" ".join([page.introduction, *map(str, written)])))
    return frozenset(title), frozenset([*title, *rest])
