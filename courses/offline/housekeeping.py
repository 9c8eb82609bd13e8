"""Packages of courses that nobody may take along any more are not kept."""

from contextlib import suppress
from uuid import UUID

from django.utils import timezone

from ..models import CoursePage
from ..storage import NoStorage, private_storage
from .content import content_of, may_be_taken
from .keeping import FOLDER, forget, kept_name

MINUTES_A_DAY = 24 * 60


def packages_forget(now=None):
    """Look at the packages of this minute: each comes round once a day."""
    now = now or timezone.localtime()
    turn = now.hour * 60 + now.minute
    storage = private_storage()
    due = [uid for uid in packed(storage) if uid.int % MINUTES_A_DAY == turn]
    found = CoursePage.objects.for_public().filter(uid__in=due) if due else []
    courses = {course.uid: course for course in found}
    for uid in due:
        package_check(storage, uid, courses.get(uid))


def packed(storage):
    """The courses of which there is a package, whatever became of them."""
    if isinstance(storage, NoStorage):
        return
    with suppress(FileNotFoundError):
        for name in storage.listdir(FOLDER)[0]:
            with suppress(ValueError):
                yield UUID(name)


def package_check(storage, uid, course):
    """Keep the package of a course as it is now, and nothing else."""
    if course and may_be_taken(course):
        forget(storage, uid, but=kept_name(content_of(course)))
        return
    forget(storage, uid)
    with suppress(OSError):  # somebody may be packing it again
        storage.delete(f"{FOLDER}/{uid}")
