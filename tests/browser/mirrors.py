"""A course from another site that was edited here and has a newer version there."""

from tests.servers import run_python

TITLE = "Izin Usaha, Versi Kita"
NEWER = "Izin Usaha, Edisi Kedua"
LINE = "Siapkan KTP sebelum mulai."
THERE = "https://asal.example/kursus/izin/"
MAKE = f"""
import json, django; django.setup()
from django.utils import timezone
from courses.models import CoursePage, LessonPage, MirroredPage, MirrorSource
from courses.records import documents
from courses.records.courses import whole_course

original = CoursePage.objects.get(slug="membuat-nib-dari-hp")
course = original.copy(
    recursive=True, update_attrs={{"slug": "izin-kita", "title": {TITLE!r}}})
source = MirrorSource.objects.create(
    origin="https://asal.example/api/v1/", into=original.get_parent(),
    options={{"publish": True}}, last_in_step_at=timezone.now())
_facts, document = documents.course(
    whole_course(CoursePage.objects.get(pk=course.pk)))
document = json.loads(json.dumps(document, default=str))
document |= {{"title": {NEWER!r}, "url": {THERE!r}, "source_url": None}}
text = {{"type": "text", "html": {f"<p>{LINE}</p>"!r}}}
document["lessons"][0]["blocks"].insert(0, text)
row = MirroredPage.objects.create(
    source=source, kind="course", uid=course.uid, page=course, title=course.title,
    state="waiting", origin_url={THERE!r},
    waiting=document, waiting_digest="2", taken_at=timezone.now())
for lesson in LessonPage.objects.child_of(course):
    MirroredPage.objects.create(
        source=source, kind="lesson", uid=lesson.uid, page=lesson, course=row,
        title=lesson.title)
print(course.url)
"""


def mirrored_course_make(site):
    """Put it into the demo; its address."""
    return run_python("-c", MAKE, environment=site.prepare).split()[-1]
