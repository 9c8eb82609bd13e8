"""One person prepares a month, another one signs it, and then it is closed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..audit import told
from ..ledger.books import lock_head
from ..ledger.closing import month_last_seq, month_totals, period_close
from ..models import PeriodClose, PreparedMonth
from ..money import Money
from .balances import BankBalance, month_balances
from .checklist import month_reasons
from .errors import NotReady
from .pinned import pinned, pins


@transaction.atomic
def month_prepare(
    *,
    book: str,
    month: date,
    typed: Mapping[str, Money],
    author: Any,
    reasons: Mapping[str, str] | None = None,
    note: str = "",
) -> PreparedMonth:
    """Confirm what is at the banks and pin the month's sums; NotReady says why not.

    ``typed`` holds what the bank says for each ``BankBalance.key``; where it differs
    from the books, ``reasons`` has to say why under the same key. Preparing again
    replaces what nobody has signed yet.
    """
    lock_head(book)
    reasons = reasons or {}
    balances = month_balances(book, month)
    problems = [
        *month_reasons(book, month),
        *balance_reasons(balances, typed, reasons),
    ]
    if problems:
        raise NotReady(problems)
    prepared, _is_new = PreparedMonth.objects.update_or_create(
        book_id=book,
        month=month,
        defaults={
            "totals": month_totals(book, month),
            "last_seq": month_last_seq(book, month),
            "balances": [
                pinned(each, typed[each.key], reasons.get(each.key, ""))
                for each in balances
            ],
            "note": note,
            "prepared_by": author,
            "prepared_at": timezone.now(),
        },
    )
    told(prepared, "month.prepare", author)
    return prepared


@transaction.atomic
def month_sign(*, prepared: PreparedMonth, author: Any) -> PeriodClose:
    """Close the month as it was prepared, once, by somebody else."""
    lock_head(prepared.book_id)
    prepared = PreparedMonth.objects.get(pk=prepared.pk)
    reasons = month_reasons(prepared.book_id, prepared.month)
    if reasons or (reasons := sign_reasons(prepared, author)):
        raise NotReady(reasons)
    close = period_close(book=prepared.book_id, month=prepared.month, author=author)
    prepared.close, prepared.signed_by = close, author
    prepared.save(update_fields=["close", "signed_by"])
    told(prepared, "month.sign", author)
    return close


def sign_reasons(prepared: PreparedMonth, author: Any) -> list[str]:
    if prepared.prepared_by_id == author.pk:
        return [_("You prepared this month yourself, so somebody else has to sign.")]
    if has_moved(prepared):
        return [
            _(
                "Something was booked in this month, or a statement came for it, after "
                "it was prepared. It has to be prepared anew."
            )
        ]
    return []


def has_moved(prepared: PreparedMonth) -> bool:
    """Say whether entries came, or books or statements tell of other balances now.

    By the entries and not by the month's sums alone: two that cancel out leave those
    as they were.
    """
    book, month = prepared.book_id, prepared.month
    if prepared.last_seq != month_last_seq(book, month):
        return True
    balances = month_balances(book, month)
    now = {each.key: (each.books, each.told) for each in balances}
    then = {pin.key: (pin.books, pin.told) for pin in pins(prepared)}
    totals = month_totals(book, month)
    return bool(prepared.totals != totals or now != then)


def balance_reasons(
    balances: list[BankBalance],
    typed: Mapping[str, Money],
    reasons: Mapping[str, str],
) -> list[str]:
    missing = [each for each in balances if each.key not in typed]
    if missing:
        return [
            _("Enter what %(account)s held at the end of the month.")
            % {"account": each.label}
            for each in missing
        ]
    return [
        _(
            "%(account)s: the bank says %(bank)s and the books say %(books)s. Book "
            "what is missing, or say beside the balance why they differ."
        )
        % {"account": each.label, "bank": typed[each.key], "books": each.books}
        for each in balances
        if typed[each.key] != each.books and not reasons.get(each.key, "").strip()
    ]
