"""Write a version of a course in one go, once all of it is here."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..errors import harmless
from .bodies import BodyMaker
from .digests import content_digest
from .documents import NotUnderstood
from .identities import as_here, renamed
from .noticing import settle
from .shelf import NoShelf
from .standing import hold, is_changed_here

UNREADABLE = (KeyError, TypeError, ValueError, AttributeError)


class EditedMeanwhile(Exception):
    """Somebody here was faster than the files of the new version."""


class Prepared:
    """A course with its texts made and its files copied; nothing is fetched later."""

    def __init__(self, course, shelf):
        self.course = course
        self.bodies = {
            text.uid: BodyMaker(text.uid, shelf, whole=course.whole).body(text.blocks)
            for text in (course, *course.lessons)
        }
        self.cover = course.cover and shelf.image(course.cover, course.title)
        self.media = shelf.known
        self.problems = shelf.problems


def require_readable(course):
    """NotUnderstood where it could be neither written nor compared."""
    fetch(course, NoShelf())
    try:
        content_digest(course.document)
    except UNREADABLE as error:
        raise not_as_promised() from error


def fetch(course, shelf):
    """Have its files on the shelf before the database waits for anything."""
    try:
        Prepared(course, shelf)
    except UNREADABLE as error:
        raise not_as_promised() from error


def not_as_promised():
    return NotUnderstood(_("Its document is not as the API promises."))


def course_write(*, row, course, digest, writer, shelf, over_edits=True):
    """Write a version of a course and note what was taken; return problems.

    EditedMeanwhile where edits made here are in the way and are not to be replaced.
    """
    try:
        told, course = course, as_here(course, writer.source)
        prepared = Prepared(course, shelf)
        prepared.problems += renamed(told, course)
        with transaction.atomic():
            was_here = row.page_id is not None
            if row.pk is None:
                row.title = course.title
                row.save()
            hold(row, course)
            if was_here and not over_edits and is_changed_here(row, course):
                raise EditedMeanwhile
            writer.spare_edits(row, course, over_edits=over_edits)
            row.origin_url, row.based_on = course.url, course.based_on
            problems = writer.write(row, prepared) + prepared.problems
            row.problem = harmless(" ".join(problems))
            row.digest, row.content = digest, content_digest(course.document)
            row.media = prepared.media
            row.waiting, row.waiting_digest, row.declined = None, "", False
            row.taken_at = row.seen_at = timezone.now()
            row.save()
            settle(row.pk)
    except UNREADABLE as error:
        raise not_as_promised() from error
    except ValidationError as error:
        raise NotUnderstood(" ".join(error.messages)) from error
    return problems
