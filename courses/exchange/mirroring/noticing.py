"""Notice whose version of a course from elsewhere somebody here publishes."""

from wagtail.signals import page_published

from ...digests import page_digest
from ...models import CoursePage, LessonPage, MirroredPage
from ...models.records import Thing
from ...records.notes import note
from ...showing.mirrored import UNEDITED, is_edited

State = MirroredPage.State
CHANGING = (*UNEDITED, State.CHANGED_HERE)


def connect():
    uid = "prakerja_courses.mirrored"
    for model in (CoursePage, LessonPage):
        page_published.connect(note_edit, sender=model, dispatch_uid=uid)


def note_edit(sender, instance, **kwargs):
    """While a run writes, this is undone when it saves its row."""
    row = MirroredPage.objects.filter(page=instance.pk, state__in=CHANGING).first()
    if row is None:
        return
    edited = page_digest(instance) != row.written
    if begin_change(row) if edited else end_change(row):
        note(Thing.PAGE, instance.pk, hides=False)


def begin_change(row):
    """Of a lesson its course is changed, too."""
    both = MirroredPage.objects.filter(pk__in=[row.pk, row.course_id])
    unedited = both.filter(state__in=UNEDITED)
    return unedited.update(state=State.CHANGED_HERE)


def end_change(row):
    """A draft of the source's version was published; a course waits for its lessons."""
    changed = MirroredPage.objects.filter(state=State.CHANGED_HERE)
    ended = changed.filter(pk=row.pk).update(state=State.IN_STEP)
    course = changed.filter(pk=row.course_id).first()
    if course and not is_edited(course, course.page.specific):
        changed.filter(pk=course.pk).update(state=State.IN_STEP)
    return ended
