"""A lesson that the demo lacks: what its video says can be read."""

import json

from tests.courses.media.files import track
from tests.servers import run_python

CUES = "\n\n".join(
    f"{minute:02}:00.000 --> {minute:02}:04.000\nKalimat {minute}."
    for minute in range(10)
)
VIDEO = {
    "url": "https://youtu.be/aqz-KE-bpKQ",
    "title": "Cahaya",
    "tracks": [track(text=f"WEBVTT\n\n{CUES}")],
}
BODY = json.dumps([{"type": "video", "value": VIDEO, "id": "v"}])
MAKE = f"""
import django; django.setup()
from courses.models import CoursePage, LessonPage
course = CoursePage.objects.get(slug="foto-produk-dengan-hp")
lesson = LessonPage.objects.child_of(course).filter(slug="video").first()
if lesson is None:
    lesson = course.add_child(instance=LessonPage(
        title="Video", slug="video", body={BODY!r}))
    lesson.save_revision().publish()
print(lesson.url)
"""


def video_lesson_make(site):
    """Put it into a course of the demo; its address."""
    return run_python("-c", MAKE, environment=site.prepare).split()[-1]
