"""What the screens read of an entry."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ..days import day_words
from ..ledger import accounts
from ..ledger.statements import cash_change
from ..models import Book, JournalEntry
from ..money import Money


def seen_entries():
    return JournalEntry.objects.select_related(
        "note", "note__author", "reverses", "reversed_by"
    ).prefetch_related("lines__account", "added_proofs__author")


def described_lines(entry):
    """Account, its name for the reader and the amount of each line."""
    return [
        {
            "code": line.account.code,
            "name": accounts.account_label(line.account),
            "money": Money(line.amount_minor, line.currency),
        }
        for line in sorted(entry.lines.all(), key=lambda line: line.pk)
    ]


def what(entry):
    """Say what an entry is about: its source, or the kind of cost."""
    if entry.reverses:
        return _("Corrects number %(number)s") % {"number": entry.reverses.seq}
    if entry.public_memo:
        return entry.get_public_memo_display()
    spent = (
        line.account
        for line in entry.lines.all()
        if line.account.code.startswith(accounts.EXPENSES_PREFIX)
    )
    named = (accounts.account_label(account) for account in spent)
    return next(named, capfirst(entry.get_kind_display()))


def cash(entry):
    return ", ".join(map(str, cash_change(entry)))


def day(entry):
    return day_words(entry.local_date)


def number(entry):
    return _("number %(number)s") % {"number": entry.seq}


def has_proof(entry):
    added = any(each.proof for each in entry.added_proofs.all())
    return _("yes") if entry.note.proof or added else _("no")


def state(entry):
    if reversal := getattr(entry, "reversed_by", None):
        return _("Undone by number %(number)s") % {"number": reversal.seq}
    return ""


def book_name(entry):
    return Book.Name(entry.book_id).label
