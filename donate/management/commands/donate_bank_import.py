"""Import a bank statement; exit 1, naming lines, when it cannot be read."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from donate.bank.errors import ReadingError
from donate.bank.importing import compare, statement_import, statement_read
from donate.bank.matching import rows_match
from donate.ledger.accounts import BANK_PREFIX
from donate.ledger.books import active_book
from donate.models import BankAccount


class Command(BaseCommand):
    help = "Import a bank's CSV file, and book what fits without doubt."

    def add_arguments(self, parser):
        parser.add_argument("account", help="Its code, such as “main”.")
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what is in it, keep nothing."
        )
        parser.add_argument(
            "--anyway", action="store_true", help="Although it does not add up."
        )

    def handle(self, **options):
        account = find_account(options["account"])
        content = read_file(options["file"])
        try:
            statement = statement_read(content, account)
        except ReadingError as error:
            raise CommandError("\n".join(error.problems)) from None
        if options["dry_run"]:
            return self.tell(compare(statement, account, active_book()))
        if statement.is_balanced is False and not options["anyway"]:
            raise CommandError(
                _("The file does not add up. Compare it with the bank, then: --anyway.")
            )
        return self.take(account, statement, content, options["file"].name)

    def tell(self, comparison):
        statement = comparison.statement
        self.stdout.write(
            _("%(first)s – %(last)s: %(all)d movements, %(new)d of them new")
            % {
                "first": statement.first_day,
                "last": statement.last_day,
                "all": len(statement.rows),
                "new": len(comparison.new),
            }
        )

    def take(self, account, statement, content, name):
        kept = statement_import(
            account=account,
            statement=statement,
            content=content,
            book=active_book(),
            file_name=name,
        )
        linked = rows_match(kept.rows.all())
        self.stdout.write(
            _("%(new)d new movements, %(linked)d linked, %(known)d known before")
            % {
                "new": kept.row_count - kept.known_count,
                "linked": linked,
                "known": kept.known_count,
            }
        )


def find_account(name):
    code = BANK_PREFIX + name.removeprefix(BANK_PREFIX)
    accounts = BankAccount.objects.select_related("account", "profile")
    account = accounts.filter(account__code=code, active=True).first()
    if account is None:
        message = _("There is no account with statements called “%(name)s”.")
        raise CommandError(message % {"name": name})
    return account


def read_file(path):
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(str(error)) from None
