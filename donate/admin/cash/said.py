"""What an entry that waits would do, in words for whoever decides about it."""

from django.db.models import OuterRef, Subquery
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ...bank.booking import converted, paid_out
from ...exchange import exchange_told
from ...ledger import accounts
from ...ledger.recording import Purpose
from ...ledger.statements import cash_change
from ...models import Account, JournalEntry, PendingEntry


def seen_pending():
    named = Account.objects.filter(code=OuterRef("purpose")).values("name")
    return (
        PendingEntry.objects.select_related(
            "account",
            "ad_payment",
            "book",
            "corrects",
            "requested_by",
            "decided_by",
            "entry",
            "invoice",
            "payout",
            "slot__sponsor",
            "withholding",
        )
        .prefetch_related("corrects__lines__account")
        .annotate(account_name=Subquery(named))
    )


def kind(pending):
    """A cost or an income with its name; else what is to be done."""
    if pending.ad_payment or not pending.purpose:
        return capfirst(pending.get_action_display())
    words = _("Cost: %(name)s") if is_cost(pending) else _("Income: %(name)s")
    return words % {"name": purpose(pending)}


def is_cost(pending):
    return pending.purpose.startswith(accounts.EXPENSES_PREFIX)


def purpose(pending):
    """The source of an income or the name of a kind of cost."""
    asked = Purpose.parse(pending.purpose)
    if asked.memo:
        return str(JournalEntry.Memo(asked.memo).label)
    name = pending.account_name or asked.account
    return accounts.account_label(Account(code=asked.account, name=name))


def about(pending):
    """Which entry it undoes, or which payment, invoice or payout it is."""
    if pending.ad_payment:
        return pending.ad_payment.name
    if pending.invoice:
        return str(pending.invoice)
    if pending.payout:
        return exchange_told(converted(paid_out(pending.payout), pending.amount))
    if pending.corrects is None:
        return ""
    number = _("Undoes number %(number)s") % {"number": pending.corrects.seq}
    reason = JournalEntry.Memo(pending.reason).label
    return f"{number} · {reason}" if reason else number


def change(pending):
    """The amount with the sign by which it changes what there is."""
    if pending.corrects:
        changes = cash_change(pending.corrects)
        return -changes[0] if len(changes) == 1 else pending.amount
    undoes = pending.action == PendingEntry.Action.AD_UNDO
    return -pending.amount if is_cost(pending) or undoes else pending.amount
