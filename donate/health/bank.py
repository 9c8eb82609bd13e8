"""The bank beside the books: movements to decide, and balances that differ."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import OuterRef, Q, Subquery, Sum
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from ..bank.candidates import day_start
from ..bank.expected import to_link
from ..days import day_words
from ..models import BankAccount, BankImport, BankRow, JournalLine
from ..money import Money
from .places import listed, one
from .registry import Found, Item, Level, Scope, check, several


@check(
    "rows",
    level=Level.WAITING,
    blocks=True,
    permission="view_bankrow",
    why=_("Money came or went, and the books do not say what it was."),
    todo=_("Decide what each of them is: a gift, a payout, income or a cost."),
)
def undecided(scope: Scope) -> Iterator[Found]:
    waiting = scope.days(BankRow.objects.of_book(scope.book).to_decide(), "day")
    waiting = waiting.select_related("account__account").order_by("day", "pk")
    return several(
        waiting,
        ngettext_lazy(
            "%(number)s bank movement has to be decided.",
            "%(number)s bank movements have to be decided.",
            "number",
        ),
        lambda row: Item(
            f"{row.amount} · {day_words(row.day)}", one("bank_rows", row.pk)
        ),
        listed("bank_rows", undecided="true"),
    )


@check(
    "bank",
    level=Level.WRONG,
    always=True,
    permission="view_bankrow",
    why=_("The public figures say that other money is at the bank than is."),
    todo=_(
        "Look for an entry that the bank does not know, a movement that was left out, "
        "or an opening balance that was never recorded."
    ),
)
def bank_drift(scope: Scope) -> Iterator[Found]:
    """The rest that is left when all that waits is booked; three queries in all.

    What waits only to be linked is in the books already, so it is no part of that.
    """
    banks = list(with_balances(scope.book))
    if not banks:
        return
    books, waiting = in_books(banks, scope.book), in_waiting(banks, scope.book)
    for bank in banks:
        rest = bank.closing_minor - books[bank.pk] - waiting[bank.pk]
        if rest:
            rest += to_link(bank, scope.book, bank.balance_day).amount_minor
        if rest:
            what = gettext("%(account)s and the books differ by %(rest)s on %(day)s.")
            facts = {
                "account": bank,
                "rest": Money(rest, bank.currency),
                "day": day_words(bank.balance_day),
            }
            yield Found(what % facts, listed("bank_rows"))


def with_balances(book: str):  # type: ignore[no-untyped-def]
    """Accounts whose newest statement tells a balance, with it and its day."""
    newest = BankImport.objects.filter(
        account=OuterRef("pk"), book=book, closing_minor__isnull=False
    ).order_by("-last_day", "-pk")
    return (
        BankAccount.objects.filter(active=True)
        .select_related("account")
        .annotate(
            closing_minor=Subquery(newest.values("closing_minor")[:1]),
            balance_day=Subquery(newest.values("last_day")[:1]),
        )
        .filter(closing_minor__isnull=False)
    )


def in_books(banks, book: str) -> dict[int, int]:  # type: ignore[no-untyped-def]
    sums = {
        f"bank{bank.pk}": Sum(
            "amount_minor",
            filter=Q(
                account=bank.account_id,
                currency=bank.currency,
                entry__occurred_at__lt=day_start(bank.balance_day + timedelta(days=1)),
            ),
        )
        for bank in banks
    }
    accounts = [bank.account_id for bank in banks]
    lines = JournalLine.objects.filter(entry__book=book, account__in=accounts)
    return numbered(lines.aggregate(**sums))


def in_waiting(banks, book: str) -> dict[int, int]:  # type: ignore[no-untyped-def]
    sums = {
        f"bank{bank.pk}": Sum(
            "amount_minor", filter=Q(account=bank.pk, day__lte=bank.balance_day)
        )
        for bank in banks
    }
    rows = BankRow.objects.of_book(book).undecided()
    return numbered(rows.aggregate(**sums))


def numbered(sums: dict[str, int | None]) -> dict[int, int]:
    return {int(name.removeprefix("bank")): total or 0 for name, total in sums.items()}
