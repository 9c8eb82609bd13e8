"""Which courses and categories the API has, and how a query narrows them."""

import datetime as dt
from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Length, Substr
from django.http import HttpRequest
from rest_framework import serializers
from wagtail.models import Page, Site

from ..catalogue import public
from ..models import CategoryPage, CoursePage, CourseTag, LessonPage, Licence
from ..querysets import CourseQuerySet
from .parameters import InstantField, ListQuery
from .problems import InvalidParameters

SEARCH_LIMIT = 500
COLUMNS = {"format", "level", "language"}


class CourseQuery(ListQuery):
    category = serializers.SlugField(
        required=False, help_text="The slug of a category; see `categories/`."
    )
    tag = serializers.CharField(
        required=False, max_length=100, help_text="The name or slug of a tag."
    )
    format = serializers.ChoiceField(
        CoursePage.Format.values, required=False, help_text="How the course is given."
    )
    level = serializers.ChoiceField(
        CoursePage.Level.values, required=False, help_text="For whom it is."
    )
    language = serializers.ChoiceField(
        CoursePage.Language.values, required=False, help_text="Its language."
    )
    updated_since = InstantField(
        required=False,
        help_text="Only courses that changed at this moment or later, their lessons "
        "included. ISO 8601 with an offset: `2026-11-21T00:00:00Z`.",
    )
    search = serializers.CharField(
        required=False,
        min_length=2,
        max_length=100,
        help_text="Words in title, summary, text, tags or rights holder. The best "
        "matches come first; of more than 500, the newest 500.",
    )


def public_courses(request: HttpRequest) -> CourseQuerySet:
    """Published, reachable on a site, under known rights, and no alias of another."""
    return (
        public(CoursePage.objects.all(), request)
        .filter(_on_a_site(), alias_of=None, licence__isnull=False)
        .exclude(Q(licence__state=Licence.State.UNKNOWN) | Q(rights_holder=""))
    )


def public_categories(request: HttpRequest) -> QuerySet[CategoryPage]:
    categories = public(CategoryPage.objects.order_by("path"), request)
    return categories.filter(_on_a_site(), alias_of=None)


def _on_a_site() -> Q:
    """Wagtail keeps the sites' root paths in the cache: no query when warm."""
    roots = {root.root_path for root in Site.get_site_root_paths()}
    return reduce(or_, (Q(url_path__startswith=root) for root in roots), Q(pk__in=[]))


def narrow(
    courses: CourseQuerySet, query: dict[str, Any], request: HttpRequest
) -> CourseQuerySet:
    """Keep the courses that every given parameter asks for; ``search`` stands apart."""
    courses = courses.filter(**{name: query[name] for name in COLUMNS & query.keys()})
    if slug := query.get("category"):
        courses = courses.filter(_in_category(slug, request))
    if tag := query.get("tag"):
        courses = courses.filter(_tagged(tag))
    if moment := query.get("updated_since"):
        courses = courses.filter(_changed_since(moment))
    return courses


def best_matches(courses: CourseQuerySet, words: str) -> list[int]:
    """Primary keys by relevance; of a word that stands everywhere, the newest.

    Ranking takes time with the square of the matches on SQLite: only a search that
    finds no more than SEARCH_LIMIT is ranked.
    """
    newest = _search(words, order_by_relevance=False)
    found = newest if len(newest) > SEARCH_LIMIT else _search(words)
    wanted = set(courses.filter(pk__in=found).values_list("pk", flat=True))
    return [pk for pk in found[:SEARCH_LIMIT] if pk in wanted]


def _search(words: str, **options: Any) -> list[int]:
    pages = CoursePage.objects.live().only("pk", "content_type")
    newest = pages.order_by("-first_published_at")
    found = newest.search(words, operator="and", **options)
    return [page.pk for page in found[: SEARCH_LIMIT + 1]]


def course_counts(request: HttpRequest) -> dict[str, int]:
    """How many public courses stand below each tree path of a category."""
    counted = (
        public_courses(request)
        .order_by()
        .annotate(above=_parent_path())
        .values("above")
        .annotate(count=Count("pk"))
    )
    return {row["above"]: row["count"] for row in counted}


def parent_path(page: Page) -> str:
    return page.path[: -page.steplen]


def below(paths: Iterable[str]) -> Q:
    """What stands below any of these tree paths, found along the index of paths."""
    first, last = "0" * Page.steplen, "Z" * Page.steplen
    ranges = (Q(path__range=(path + first, path + last)) for path in paths)
    return reduce(or_, ranges, Q(pk__in=[]))


def _parent_path() -> Substr:
    return Substr("path", 1, Length("path") - Page.steplen)


def _in_category(slug: str, request: HttpRequest) -> Q:
    """One slug may stand once in each language's tree."""
    found = public_categories(request).filter(slug=slug)
    paths = list(found.values_list("path", flat=True))
    if not paths:
        raise InvalidParameters({"category": [_no_category(slug)]})
    return below(paths)


def _no_category(slug: str) -> str:
    return f"There is no category “{slug}”. categories/ lists those there are."


def _tagged(tag: str) -> Q:
    tags = CourseTag.objects.filter(Q(tag__name__iexact=tag) | Q(tag__slug=tag))
    return Q(Exists(tags.filter(content_object=OuterRef("pk"))))


def _changed_since(moment: dt.datetime) -> Q:
    """A course changes with its lessons; without a date it may have changed."""
    lessons = LessonPage.objects.live().filter(last_published_at__gte=moment)
    return (
        Q(last_published_at__gte=moment)
        | Q(last_published_at=None)
        | Q(path__in=lessons.annotate(above=_parent_path()).values("above"))
    )
