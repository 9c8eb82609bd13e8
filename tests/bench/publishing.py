"""What publishing one course takes, with records noticed and not, turn by turn."""

import json
import statistics
import time

import django

django.setup()

from django.db.models.signals import post_save, pre_save  # noqa: E402

from courses.models import CoursePage  # noqa: E402
from courses.records import noticing  # noqa: E402

TURNS = 60


def main():
    course = CoursePage.objects.order_by("path").first()
    taken = {"with": [], "without": []}
    for turn in range(TURNS):
        for name, moments in taken.items():
            connect(noticed=name == "with")
            course.summary = f"Sesudah ini Anda bisa mencatat {turn} {name}."
            revision = course.save_revision()
            start = time.perf_counter()
            revision.publish()
            moments.append((time.perf_counter() - start) * 1000)
    print(json.dumps({name: statistics.median(got) for name, got in taken.items()}))


def connect(*, noticed):
    if noticed:
        noticing.connect()
    else:
        post_save.disconnect(dispatch_uid="prakerja_courses.records")
        pre_save.disconnect(dispatch_uid="prakerja_courses.records")


if __name__ == "__main__":
    main()
