"""Search over everything the public may read."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe
from wagtail.models import Page

from courses.links import Links
from courses.models import CoursePage, LessonPage
from courses.querysets import reachable, search_ranked
from home.models import StandardPage

from .misses import miss_count
from .promotions import promoted
from .queries import cleaned, words_of

PAGE_SIZE = 20
SEARCHED = (CoursePage, LessonPage, StandardPage)


@dataclass(frozen=True)
class Hit:
    page: Page
    kind: str  # course, lesson, text
    summary: str


@require_safe
def search(request):
    query = cleaned(request.GET.get("q", ""))
    links = Links.of(request)
    pages = Paginator(found(query, links), PAGE_SIZE)
    page = pages.get_page(request.GET.get("page", 1))
    promotions = promoted(query, links) if page.number == 1 else []
    if not pages.count and not promotions:
        miss_count(request, query)
    context = {
        "query": query,
        "query_string": urlencode({"q": query}),
        "page_of_hits": page,
        "hits": hits(page),
        "promotions": promotions,
    }
    response = render(request, "search/search.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def found(query, links):
    words = words_of(query)
    if not words:
        return Page.objects.none()
    pages = links.own(reachable(Page.objects.type(SEARCHED)))
    return search_ranked(pages, words)


def hits(page):
    """The pages of one page of results with their summaries, in order of rank."""
    ids = [result.pk for result in page]
    pages = Page.objects.filter(pk__in=ids).defer_streamfields().specific()
    by_id = {specific.pk: specific for specific in pages}
    return [hit(by_id[pk]) for pk in ids if pk in by_id]


def hit(page):
    match page:
        case CoursePage():
            return Hit(page, "course", page.summary)
        case LessonPage():
            return Hit(page, "lesson", page.summary)
    return Hit(page, "text", page.introduction)
