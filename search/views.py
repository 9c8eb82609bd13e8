"""Search over everything the public may read."""

import unicodedata
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe
from wagtail.models import Page

from courses.models import CoursePage, LessonPage
from courses.querysets import reachable, search_ranked
from home.models import StandardPage

PAGE_SIZE = 20
LONGEST_QUERY = 100
SEARCHED = (CoursePage, LessonPage, StandardPage)


@dataclass(frozen=True)
class Hit:
    page: Page
    kind: str  # course, lesson, text
    summary: str


@require_safe
def search(request):
    query = cleaned(request.GET.get("q", ""))
    pages = Paginator(found(query), PAGE_SIZE)
    page = pages.get_page(request.GET.get("page", 1))
    context = {
        "query": query,
        "query_string": urlencode({"q": query}),
        "page_of_hits": page,
        "hits": hits(page),
    }
    response = render(request, "search/search.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def cleaned(query):
    """One line of printable words, no longer than anybody types."""
    printable = "".join(c if c.isprintable() else " " for c in query)
    return " ".join(printable.split())[:LONGEST_QUERY]


def found(query):
    words = words_of(query)
    if not words:
        return Page.objects.none()
    return search_ranked(reachable(Page.objects.type(SEARCHED)), words)


def words_of(query):
    """Letters, digits and their marks; the rest is syntax to some search engine."""
    kept = (c if unicodedata.category(c)[0] in "LMN" else " " for c in query)
    return " ".join("".join(kept).split())


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
