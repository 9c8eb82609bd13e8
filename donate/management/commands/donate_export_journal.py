"""Write the books as plain text for another accounting program."""

import argparse
from datetime import date

from django.core.management.base import BaseCommand

from donate.ledger.books import active_book
from donate.ledger.journal import STYLES, journal_lines
from donate.models import Book


def month(text):
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no month: write it like 2026-11."
        ) from None


class Command(BaseCommand):
    help = "Write the journal in the format of ledger/hledger or beancount."

    def add_arguments(self, parser):
        parser.add_argument("--format", choices=sorted(STYLES), required=True)
        parser.add_argument(
            "--book", choices=Book.Name.values, help="The active one if not given."
        )
        parser.add_argument(
            "--month", type=month, help="Only this month's movements, like 2026-11."
        )

    def handle(self, **options):
        book = options["book"] or active_book()
        for line in journal_lines(options["format"], book=book, month=options["month"]):
            self.stdout.write(line)
