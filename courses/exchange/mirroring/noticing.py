"""Notice whose version of a course from elsewhere somebody here publishes."""

from django.db.models import F
from wagtail.signals import page_published

from ...digests import page_digest
from ...models import CoursePage, LessonPage, MirroredPage
from ...models.records import Thing
from ...records.notes import note
from ...showing.mirrored import is_changed, rows_of
from .standing import is_behind

State = MirroredPage.State
OPEN = (State.BEHIND, State.CHANGED_HERE)
SETTLED = (State.IN_STEP, State.BEHIND, State.CHANGED_HERE)


def connect():
    uid = "prakerja_courses.mirrored"
    for model in (CoursePage, LessonPage):
        page_published.connect(note_publication, sender=model, dispatch_uid=uid)


def note_publication(sender, instance, **kwargs):
    """A run that writes has said beforehand what it publishes."""
    rows = MirroredPage.objects.filter(page=instance.pk)
    row = rows.select_related("course").first()
    if row is None:
        return
    edited = page_digest(instance) != row.written
    rows.update(edited=edited, withdrawn=False)
    if edited != row.edited:
        note(Thing.PAGE, instance.pk, hides=False)
    course = row.course or row
    if edited or row.edited or course.state in OPEN:
        settle(course.pk)


def settle(pk):
    """What a course is called in the lists, where nothing is to be decided."""
    rows = MirroredPage.objects.filter(pk=pk, state__in=SETTLED, page__isnull=False)
    row = rows.select_related("page").first()
    if row is None:
        return
    if is_changed(rows_of(row.page.specific).get()):
        rows.update(state=State.CHANGED_HERE)
    elif row.declined:  # which is asked for once more, as something that was not read
        rows.update(
            state=State.BEHIND, declined=False, waiting_digest=F("digest"), digest=""
        )
    else:
        rows.update(state=State.BEHIND if is_behind(row) else State.IN_STEP)
