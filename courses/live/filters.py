"""Which live classes an address asks for: of a category, of a contributor."""

import datetime as dt
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone
from wagtail.models import Page

from ..models import CategoryPage, Contributor, CourseCredit
from ..querysets import readable

LONGEST_VALUE = 60
RECENT = dt.timedelta(days=90)


@dataclass
class Filters:
    """What may be chosen, what is, and what nobody knows."""

    categories: list
    contributors: list
    category: CategoryPage | None = None
    contributor: Contributor | None = None
    unknown: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, query, sessions, links):
        """Read ``query``; the choices are those that some of ``sessions`` answer."""
        asked = query.get("contributor", "")
        filters = cls(categories_of(sessions, links), contributors_of(sessions, asked))
        for name, choices in (
            ("category", filters.categories),
            ("contributor", filters.contributors),
        ):
            if slug := query.get(name, ""):
                filters.choose(name, slug, choices)
        return filters

    def choose(self, name, slug, choices):
        found = next((choice for choice in choices if choice.slug == slug), None)
        if found is None:
            self.unknown.append(slug.replace("\x00", "")[:LONGEST_VALUE])
        setattr(self, name, found)

    @property
    def chosen(self):
        return [choice for choice in (self.category, self.contributor) if choice]

    @property
    def title(self):
        return " · ".join(str(choice) for choice in self.chosen)

    @property
    def query(self):
        """The one query string for this choice, without the page."""
        query = QueryDict(mutable=True)
        for name in ("category", "contributor"):
            if choice := getattr(self, name):
                query[name] = choice.slug
        return query.urlencode()

    def apply(self, sessions):
        if self.category:
            sessions = sessions.filter(below(self.category))
        if self.contributor:
            credits = CourseCredit.objects.filter(contributor=self.contributor)
            sessions = sessions.filter(course__in=credits.values("page"))
        return sessions


def categories_of(sessions, links):
    """The categories that this visitor reads, in the editors' order."""
    return list(links.own(readable(CategoryPage.objects.order_by("path"))))


def contributors_of(sessions, asked):
    """Whose courses have classes soon or lately, and who is asked for by slug.

    Not all who ever had one, or the page would grow with the years; and not those who
    asked to be on no list.
    """
    sessions, listed = sessions.order_by(), Contributor.objects.filter(listed=True)
    lately = giving(sessions.filter(ends_at__gte=timezone.now() - RECENT))
    anyone = Q(slug=asked.replace("\x00", ""), pk__in=giving(sessions))
    return list(listed.filter(Q(pk__in=lately) | anyone).order_by("name"))


def giving(sessions):
    credits = CourseCredit.objects.filter(page__in=sessions.values("course"))
    return credits.values("contributor")


def below(category):
    """Classes of courses in a category, translations of the category included."""
    key = category.translation_key
    same = CategoryPage.objects.filter(translation_key=key).order_by()
    intervals = map(
        Page._get_children_path_interval, same.values_list("path", flat=True)
    )
    return reduce(or_, [Q(course__path__range=interval) for interval in intervals])
