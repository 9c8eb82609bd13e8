from django.core.management.base import BaseCommand

from ...catalogue.filing import all_ids, file_courses, stale
from ...records.sweeping import drifted, reindex, send_followers_back
from ...records.units import all_units
from ...searching import index


class Command(BaseCommand):
    help = (
        "File every course anew for lists and search, and render every record of the "
        "API; only what differs is written. Needed once after an upgrade, and after "
        "changes made in the database itself. Broken off, it goes on where it stood."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--check",
            action="store_true",
            help="write nothing; exit code 1 when anything is kept wrongly",
        )
        parser.add_argument(
            "--restored",
            action="store_true",
            help="a backup was put back: who follows the changes begins anew",
        )

    def handle(self, *, check, restored, verbosity, **options):
        self.verbosity = verbosity
        if check:
            raise SystemExit(self.check_all())
        self.make_all()
        if restored:
            send_followers_back()
            self.stdout.write("Who follows the changes is told to begin anew.")

    def check_all(self):
        ids = all_ids()
        wrong, whole, told = stale(ids), index.is_whole(), drifted()
        self.stdout.write(f"{len(wrong)} of {len(ids)} courses differ.")
        if not whole:
            self.stdout.write("The search index differs from its texts.")
        self.stdout.write(f"{len(told)} of {len(all_units())} records differ.")
        for unit in told:
            self.stdout.write(f"{unit.unit} {unit.unit_id}")
        return 1 if wrong or told or not whole else 0

    def make_all(self):
        if index.repair():
            self.stdout.write("The search index was made anew.")
        ids, units = all_ids(), all_units()
        changed = file_courses(ids, self.counter(len(ids)))
        self.stdout.write(f"{changed} of {len(ids)} courses filed anew.")
        changed = reindex(self.counter(len(units)))
        self.stdout.write(f"{changed} records of {len(units)} units rendered anew.")

    def counter(self, total):
        done = 0

        def show(number):
            nonlocal done
            done += number
            if self.verbosity > 1:
                self.stdout.write(f"{done} of {total}")

        return show
