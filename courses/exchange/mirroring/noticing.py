"""Notice that somebody here publishes their own version of a course from elsewhere."""

from wagtail.signals import page_published

from ...digests import page_digest
from ...models import CoursePage, LessonPage, MirroredPage
from ...models.records import Thing
from ...records.notes import note

State = MirroredPage.State


def connect():
    uid = "prakerja_courses.mirrored"
    for model in (CoursePage, LessonPage):
        page_published.connect(note_edit, sender=model, dispatch_uid=uid)


def note_edit(sender, instance, **kwargs):
    """While a run writes, this is undone when it saves its row."""
    rows = MirroredPage.objects.filter(page=instance.pk, state=State.IN_STEP)
    row = rows.first()
    if row and page_digest(instance) != row.written:
        both = MirroredPage.objects.filter(pk__in=[row.pk, row.course_id])
        both.filter(state=State.IN_STEP).update(state=State.CHANGED_HERE)
        note(Thing.PAGE, instance.pk, hides=False)
