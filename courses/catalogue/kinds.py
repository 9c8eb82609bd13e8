"""What a list of courses can be narrowed by and ordered by."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _
from taggit.models import Tag

from ..models import CategoryPage, Contributor, CoursePage
from ..querysets import readable

DURATIONS = [
    ("short", _("up to 15 minutes")),
    ("hour", _("up to 1 hour")),
    ("halfday", _("1 to 3 hours")),
    ("long", _("longer than 3 hours")),
    ("unknown", _("length unknown")),
]
NEEDS = [
    ("phone", _("a phone is enough")),
    ("offline", _("works without internet once open")),
    ("no-app", _("without installing an app")),
    ("no-account", _("without an account elsewhere")),
]
ACCESS = [
    ("subtitles", _("with subtitles")),
    ("transcript", _("with a transcript")),
    ("printable", _("can be printed and read")),
]
REUSE = [
    ("share", _("may be passed on")),
    ("adapt", _("may be changed")),
    ("sell", _("may be sold on")),
]


@dataclass(frozen=True)
class Kind:
    """A facet; ``demands`` are met all together, of other choices one is enough."""

    name: str
    label: object  # a lazy text
    choices: tuple = ()
    demands: bool = False
    source: object = None  # the model whose rows name its values, by slug
    key: str = "pk"
    title: str = "name"
    shown: dict = field(default_factory=dict)

    def known(self, values, links, snapshot):
        """Of these values of an address those that exist, as terms by value.

        A contributor or a tag exists where some public course names it.
        """
        if self.source is None:
            there = dict(self.choices)
            return {value: self.term(value) for value in values if value in there}
        rows = self.rows(links).filter(slug__in=values).order_by()
        terms = {
            slug: self.term(key) for slug, key in rows.values_list("slug", self.key)
        }
        if self.source is CategoryPage:
            return terms
        return {slug: term for slug, term in terms.items() if snapshot.under(term)}

    def labels(self, terms, links):
        """Value and label of each term, as far as the visitor may read it."""
        if self.source is None:
            labels = {self.term(choice[0]): choice for choice in self.choices}
            return {term: labels[term] for term in terms if term in labels}
        keys = [term.partition(":")[2] for term in terms]
        rows = self.rows(links).filter(**{f"{self.key}__in": keys}).order_by()
        rows = rows.values_list(self.key, "slug", self.title)
        return {self.term(key): (slug, title) for key, slug, title in rows}

    def term(self, value):
        return f"{self.name}:{value}"

    def rows(self, links):
        if self.source is CategoryPage:
            return links.own(readable(CategoryPage.objects.all()))
        return self.source.objects.filter(**self.shown)


KINDS = {
    kind.name: kind
    for kind in (
        Kind("category", _("Category"), source=CategoryPage, key="path", title="title"),
        Kind("format", _("Format"), tuple(CoursePage.Format.choices)),
        Kind("level", _("Level"), tuple(CoursePage.Level.choices)),
        Kind("duration", _("Time it takes"), tuple(DURATIONS)),
        Kind("language", _("Language"), tuple(CoursePage.Language.choices)),
        Kind("needs", _("What you need"), tuple(NEEDS), demands=True),
        Kind("access", _("Accessibility"), tuple(ACCESS), demands=True),
        Kind("reuse", _("What you may do with it"), tuple(REUSE), demands=True),
        Kind(
            "contributor",
            _("Contributor"),
            source=Contributor,
            shown={"listed": True},
        ),
        Kind("tag", _("Topic"), source=Tag, demands=True),
    )
}
