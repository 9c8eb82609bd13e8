"""Check the books against themselves; exit 1 when something is not as booked."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from donate.ledger.verifying import verify_and_record
from donate.models import Book


class Command(BaseCommand):
    help = "Check every sum, link, digest and trigger of the ledger."

    def add_arguments(self, parser):
        parser.add_argument(
            "--proofs", action="store_true", help="Read every proof document too."
        )

    def handle(self, **options):
        problems = verify_and_record(proofs=options["proofs"])
        for problem in problems:
            self.stderr.write(str(problem))
        if problems:
            raise CommandError(
                ngettext(
                    "The books have %(count)d problem.",
                    "The books have %(count)d problems.",
                    len(problems),
                )
                % {"count": len(problems)}
            )
        for book in Book.objects.all():
            self.stdout.write(
                _("%(book)s: %(count)d entries, all as booked, last hash %(hash)s")
                % {"book": book.name, "count": book.last_seq, "hash": book.last_hash}
            )
