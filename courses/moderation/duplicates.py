"""Courses that may be the same as one in review; a hint, never a verdict."""

import re
from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from ..models import CoursePage, MediaUse

ALIKE = 0.86
MOST_COMPARED = 400
LEAST_WORD = 4
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Hint:
    why: str
    page: int
    title: str
    live: bool

    @property
    def url(self):
        return reverse("wagtailadmin_pages:edit", args=[self.page])


def hints_for(courses):
    """Hints by the id of each course, in three queries however many courses."""
    found = defaultdict(dict)
    for rule in (same_video, same_source, same_title):
        for course, hint in rule(courses):
            found[course].setdefault(hint.page, hint)  # one reason is enough
    return {course: list(hints.values()) for course, hints in found.items()}


def same_video(courses):
    ids = [course.pk for course in courses]
    shown = MediaUse.objects.filter(page__in=ids).values("item")
    uses = defaultdict(dict)
    rows = MediaUse.objects.filter(item__in=shown).select_related("page")
    for use in rows.defer("page__search_description"):
        uses[use.item_id][use.page_id] = use.page
    for pages in uses.values():
        for course in set(pages) & set(ids):
            for page in pages.values():
                own = page.is_descendant_of(pages[course])
                if not own and differ(page, pages[course]):
                    yield course, hint(_("same video"), page)


def same_source(courses):
    sources = defaultdict(list)
    for course in courses:
        if course.source_url:
            sources[course.source_url].append(course)
    for other in CoursePage.objects.filter(source_url__in=sources):
        for course in sources[other.source_url]:
            if differ(course, other):
                yield course.pk, hint(_("same source"), other)


def same_title(courses):
    """Compare with the titles that share a course's longest word."""
    longest = {course.pk: longest_word(course.title) for course in courses}
    wanted = Q()
    for word in filter(None, longest.values()):
        wanted |= Q(title__icontains=word) | Q(draft_title__icontains=word)
    if not wanted:
        return
    others = list(Page.objects.type(CoursePage).filter(wanted)[:MOST_COMPARED])
    for course in courses:
        is_alike = likeness(course.title)
        for other in others:
            if (
                differ(course, other)
                and longest[course.pk] in other.draft_title.casefold()
                and is_alike(other.draft_title)
            ):
                yield course.pk, hint(_("nearly the same title"), other)


def differ(one, other):
    """A course and its translation are meant to be alike."""
    return one.translation_key != other.translation_key


def longest_word(title):
    long = [word for word in words(title) if len(word) >= LEAST_WORD]
    return max(long, key=len, default="")


def words(title):
    return WORD.findall(title.casefold())


def likeness(title):
    """A test for other titles: nearly the same letters, or the same words."""
    mine = words(title)
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2("".join(mine))

    def is_alike(other):
        theirs = words(other)
        matcher.set_seq1("".join(theirs))
        estimates = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
        return set(mine) == set(theirs) or all(one() >= ALIKE for one in estimates)

    return is_alike


def hint(why, page):
    return Hint(why, page.pk, page.draft_title or page.title, page.live)
