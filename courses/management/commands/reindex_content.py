from django.core.management.base import BaseCommand

from ...catalogue.filing import all_ids, file_courses, stale
from ...searching import index


class Command(BaseCommand):
    help = (
        "File every course anew for lists and search; only what differs is written. "
        "Needed once after an upgrade, and after changes made in the database itself."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--check",
            action="store_true",
            help="write nothing; exit code 1 when anything is filed wrongly",
        )

    def handle(self, *, check, verbosity, **options):
        ids = all_ids()
        if check:
            wrong, whole = stale(ids), index.is_whole()
            self.stdout.write(f"{len(wrong)} of {len(ids)} courses differ.")
            if not whole:
                self.stdout.write("The search index differs from its texts.")
            raise SystemExit(1 if wrong or not whole else 0)
        if index.repair():
            self.stdout.write("The search index was made anew.")
        done = 0

        def show(number):
            nonlocal done
            done += number
            if verbosity > 1:
                self.stdout.write(f"{done} of {len(ids)}")

        changed = file_courses(ids, show)
        self.stdout.write(f"{changed} of {len(ids)} courses filed anew.")
