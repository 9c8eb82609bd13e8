"""The worker and the clock, and what a site is asked in the end."""

import io
import json
import time
from random import Random

from django.core.management import CommandError, call_command

from courses.exchange.mirroring.digests import content_digest
from courses.models import ContentRecord
from courses.records import dumps, keeping, sweeping

from . import MIRRORING
from .marks import public_marks, public_words


class Worker:
    def __init__(self, seed):
        self.random = Random(seed)

    def keep(self):
        keeping.keep_all()

    def work(self, seconds):
        """Come by now and then, as a worker with other things to do."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            time.sleep(self.random.random())
            keeping.keep_all()
            if self.random.random() < 0.1:
                sweeping.sweep_records()
                dumps.write_dumps()

    def mirror(self, origin, *options):
        """Run to the end; return whether it ended well, and all that was said."""
        said = io.StringIO()
        try:
            call_command(
                "mirror_content", origin, *MIRRORING, *options, stdout=said, stderr=said
            )
        except CommandError as error:
            return False, f"{said.getvalue()}{error}"
        return True, said.getvalue()

    def drifted(self):
        return sweeping.drifted()

    def words(self):
        return sorted(public_words())

    def all_marks(self):
        return sorted(public_marks())

    def told(self):
        """What the public is told here: each course's digest and licence."""
        self.keep()
        rows = ContentRecord.objects.told().filter(kind="course")
        return {
            data["uid"]: {
                "digest": content_digest(data),
                "state": data["licence"]["state"],
                "lessons": [lesson["uid"] for lesson in data["lessons"]],
                "based_on": data["isBasedOn"],
            }
            for data in map(json.loads, rows.values_list("data", flat=True))
        }
