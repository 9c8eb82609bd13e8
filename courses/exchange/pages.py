"""The page and the credits of an imported course."""

from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log

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
    """Makes pages below one category; knows licences and contributors by heart."""

    def __init__(self, category, *, publish=False):
        self.category_pk = category.pk
        self.publish = publish
        self.wording = Wording(category.locale.language_code)
        self.contributors = ContributorBook()
        self.licences = Licence.objects.in_bulk(field_name="code")

    def forget(self):
        """What was learnt inside a transaction that failed may not be so."""
        self.contributors = ContributorBook()

    def make(self, candidate, category):
        page = self.draft(candidate, category)
        page.tags.add(*map(known_tag, candidate.topics))
        page.credits = [
            CourseCredit(contributor=contributor, sort_order=position)
            for position, contributor in enumerate(
                map(self.contributors.get, candidate.names)
            )
        ]
        category.add_child(instance=page)
        revision = page.save_revision(clean=False)
        log(instance=page, action="wagtail.create", revision=revision)
        if self.publish:
            revision.publish()
        return page

    def draft(self, candidate, category):
        video = candidate.video
        holder = self.wording.holder(candidate)
        return CoursePage(
            title=shorten(candidate.title, LONGEST_TITLE),
            slug=free_slug(category, candidate.title),
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


class ContributorBook:
    """Contributors by the letters of their name, so that spelling does not matter."""

    def __init__(self):
        self.known = {}
        self.newest = 0

    def get(self, name):
        name = shorten(name, LONGEST_NAME)
        if squeezed(name) not in self.known:
            self.catch_up()
        if pk := self.known.get(squeezed(name)):
            return Contributor(pk=pk, name=name)
        return Contributor.objects.create(
            name=name, slug=free_contributor_slug(name), kind=kind_of(name)
        )

    def catch_up(self):
        """Learn those that this run, another or an editor made in the meantime."""
        unread = Contributor.objects.filter(pk__gt=self.newest).order_by("pk")
        for pk, name in unread.values_list("pk", "name"):
            self.known.setdefault(squeezed(name), pk)
            self.newest = pk


def kind_of(name):
    """A first guess, which editors correct."""
    words = [word.strip(".,") for word in name.casefold().split()]
    if len(words) == 1 or "." in words[-1] or TELLING_WORDS.intersection(words):
        return Contributor.Kind.ORGANISATION
    return Contributor.Kind.PERSON


def known_tag(topic):
    """The tag of that name however it is capitalised, or a name for a new one."""
    return CourseTag.tag_model().objects.filter(name__iexact=topic).first() or topic


def video_block(candidate):
    return (
        "video",
        {
            "url": candidate.video.url,
            "title": shorten(candidate.title, LONGEST_VIDEO_TITLE),
        },
    )


def free_slug(category, title):
    slug = slugify(title)[:LONGEST_SLUG].strip("-_")
    return find_available_slug(category, slug or "kursus")


def free_contributor_slug(name):
    base = slugify(name).strip("-_") or "kontributor"
    taken = set(
        Contributor.objects.filter(slug__startswith=base).values_list("slug", flat=True)
    )
    slug, number = base, 1
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
