"""The page and the credits of an imported course."""

from wagtail.models import PageLogEntry

from ..models import CourseCredit, CoursePage, Licence
from ..naming import ContributorBook, TagBook, free_slug, shorten
from .candidates import LONGEST_TITLE
from .wording import Wording

LONGEST_HOLDER = 200
LONGEST_VIDEO_TITLE = 160
LONGEST_NOTE = 2000


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


def video_block(candidate):
    return (
        "video",
        {
            "url": candidate.video.url,
            "title": shorten(candidate.title, LONGEST_VIDEO_TITLE),
        },
    )
