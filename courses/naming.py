"""Names: how they are spelt, who bears them already, and slugs made of them."""

from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.models import Page

from .models import Contributor, CourseTag

LONGEST_NAME = 160
LONGEST_SLUG = 80
COMPANY_FORMS = {"inc", "llc", "ltd", "gmbh", "co", "tbk"}
TELLING_WORDS = COMPANY_FORMS | {
    "academy", "akademi", "belajar", "channel", "class", "coding", "company", "dev",
    "foundation", "framework", "group", "indonesia", "institute", "kelas", "koding",
    "learning", "media", "ngoding", "organisation", "organization", "programming",
    "project", "school", "sekolah", "studio", "team", "technologies", "tutorials",
    "universitas", "university", "yayasan",
}  # fmt: skip


def squeezed(name):
    """What two spellings of a name have in common: “ID-Networkers”, “id networkers”."""
    return "".join(sign for sign in name.casefold() if sign.isalnum() or sign in "+#")


def shorten(text, longest):
    """Cut between words where there are any."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    if " " in cut[longest // 2 :]:
        cut = cut.rsplit(" ", 1)[0]
    return f"{cut.rstrip()}…"


class Book:
    """Rows by what the spellings of their name have in common; read once each."""

    def __init__(self):
        self.known = {}
        self.newest = 0

    def find(self, name):
        if self.squeeze(name) not in self.known:
            self.catch_up()
        return self.known.get(self.squeeze(name))

    def catch_up(self):
        """Learn those that this run, another or an editor made in the meantime."""
        unread = self.model().objects.filter(pk__gt=self.newest).order_by("pk")
        for pk, name in unread.values_list("pk", "name"):
            self.known.setdefault(self.squeeze(name), pk)
            self.newest = pk


class ContributorBook(Book):
    squeeze = staticmethod(squeezed)

    def model(self):
        return Contributor

    def get(self, name):
        name = shorten(name, LONGEST_NAME)
        if pk := self.find(name):
            return Contributor(pk=pk, name=name)
        return Contributor.objects.create(
            name=name, slug=free_contributor_slug(name), kind=kind_of(name)
        )


class TagBook(Book):
    """Of a tag all but capitals counts: “C” is not “C#”, “go” is “Go”."""

    squeeze = staticmethod(str.casefold)

    def model(self):
        return CourseTag.tag_model()

    def get(self, topic):
        """The tag of that name, or a name for a new one."""
        pk = self.find(topic)
        return self.model()(pk=pk, name=topic) if pk else topic


def kind_of(name):
    """A first guess, which editors correct."""
    words = [word.strip(".,") for word in name.casefold().split()]
    if len(words) == 1 or "." in words[-1] or TELLING_WORDS.intersection(words):
        return Contributor.Kind.ORGANISATION
    return Contributor.Kind.PERSON


def free_slug(category, title):
    slug = slugify(title)[:LONGEST_SLUG].strip("-_") or "kursus"
    # Most are free: a look into the index instead of through all brothers and sisters.
    if not Page.objects.child_of(category).filter(slug=slug).exists():
        return slug
    return find_available_slug(category, slug)


def free_contributor_slug(name):
    base = slugify(name).strip("-_") or "kontributor"
    if not Contributor.objects.filter(slug=base).exists():
        return base
    taken = set(
        Contributor.objects.filter(slug__startswith=base).values_list("slug", flat=True)
    )
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"
