from django.core.management.base import BaseCommand

from ...catalogue.filing import all_ids, file_courses, stale


class Command(BaseCommand):
    help = (
        "File every course anew for lists and search; only what differs is written. "
        "Needed once after an upgrade, and after changes made in the database itself."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--check",
            action="store_true",
            help="write nothing; exit code 1 when any course is filed wrongly",
        )

    def handle(self, *, check, verbosity, **options):
        ids = all_ids()
        if check:
            wrong = stale(ids)
            self.stdout.write(f"{len(wrong)} of {len(ids)} courses differ.")
            raise SystemExit(1 if wrong else 0)
        done = 0

        def show(number):
            nonlocal done
            done += number
            if verbosity > 1:
                self.stdout.write(f"{done} of {len(ids)}")

        changed = file_courses(ids, show)
        self.stdout.write(f"{changed} of {len(ids)} courses filed anew.")
