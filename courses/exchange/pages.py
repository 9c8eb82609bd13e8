"""The page and the credits of an imported course."""

from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.models import Page, PageLogEntry

from ..models import Contributor, CourseCredit, CoursePage, CourseTag, Licence
from .bylines import COMPANY_FORMS, squeezed
from .candidates import LONGEST_TITLE
from .wording import Wording, shorten

LONGEST_HOLDER = 200
LONGEST_NAME = 160
LONGEST_VIDEO_TITLE = 160
LONGEST_NOTE = 2000
LONGEST_SLUG = 80
TELLING_WORDS = COMPANY_FORMS | {
    "academy", "akademi", "belajar", "channel", "class", "coding", "company", "dev",
    "foundation", "framework", "group", "indonesia", "institute", "kelas", "koding",
    "learning", "media", "ngoding", "organisation", "organization", "programming",
    "project", "school", "sekolah", "studio", "team", "technologies", "tutorials",
    "universitas", "university", "yayasan",
}  # fmt: skip


class CourseMaker:
    """Makes pages below one category; knows licences, names and tags by heart."""

    def __init__(self, category, *, publish=False, user=None, keep=None):
        self.category_pk = category.pk
        self.publish = publish
        self.user = user
        self.keep = keep or (lambda course: None)
        self.wording = Wording(category.locale.language_code)
        self.licences = Licence.objects.in_bulk(field_name="code")
        self.forget()

    def forget(self):
        """What was learnt inside a transaction that failed may not be so."""
        self.contributors = ContributorBook()
        self.tags = TagBook()

    def make(self, candidate, category):
        page = self.draft(candidate, category)
        page.tags.add(*map(self.tags.get, candidate.topics))
        page.credits = [
            CourseCredit(contributor=contributor, sort_order=position)
            for position, contributor in enumerate(
                map(self.contributors.get, candidate.names)
            )
        ]
        category.add_child(instance=page)
        revision = page.save_revision(user=self.user, clean=False)
        # The history shows and restores the version that a line of it names.
        PageLogEntry.objects.filter(page=page.pk).update(revision=revision)
        if self.publish:
            revision.publish(user=self.user)
        return page

    def draft(self, candidate, category):
        video = candidate.video
        holder = self.wording.holder(candidate)
        return CoursePage(
            title=shorten(candidate.title, LONGEST_TITLE),
            slug=free_slug(category, candidate.title),
            owner=self.user,
            live=False,
            has_unpublished_changes=True,
            summary=self.wording.summary(candidate),
            body=[video_block(candidate)] if video else [],
            format=CoursePage.Format.VIDEO if video else CoursePage.Format.EXTERNAL,
            language=candidate.language,
            needs_account=candidate.needs_account,
            licence=self.licences["embed-only" if video else "link-only"],
            rights_holder=shorten(holder, LONGEST_HOLDER),
            rights_note=shorten(self.note(candidate, holder), LONGEST_NOTE),
            source_url=candidate.url,
            import_key=candidate.key,
        )

    def note(self, candidate, holder):
        """What the list said that has no column of its own."""
        parts = []
        if candidate.notes:
            parts.append(self.wording.notes(candidate.notes))
        if len(candidate.title) > LONGEST_TITLE:
            parts.append(self.wording.full_title(candidate.title))
        if len(holder) > LONGEST_HOLDER:
            parts.append(self.wording.full_holder(holder))
        return " ".join(parts)


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


def video_block(candidate):
    return (
        "video",
        {
            "url": candidate.video.url,
            "title": shorten(candidate.title, LONGEST_VIDEO_TITLE),
        },
    )


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
