"""What the public pages of the books show, read in a few queries."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from ..ledger import privacy
from ..ledger.accounts import account_label
from ..ledger.books import active_book
from ..ledger.periods import months_of, periods, uses
from ..ledger.publishing import published_months
from ..ledger.statements import Statement, cash_change, statement
from ..models import (
    Book,
    JournalEntry,
    Organisation,
    PublishedMonth,
    TransparencyPage,
)
from ..money import Money
from ..months.pinned import pins

MOST_ENTRIES = 100
Kind = JournalEntry.Kind


@dataclass(frozen=True)
class ShownEntry:
    """An entry that is nobody's, or one of a crowd's."""

    seq: int
    day: date
    what: str
    change: list[Money]
    reason: str
    corrects: JournalEntry | None
    corrected_by: JournalEntry | None


def overview(request: HttpRequest) -> dict[str, Any]:
    """What the transparency page itself shows."""
    books = statement(active_book())
    published = list(published_months(books.book).reverse())
    return {
        "statement": books,
        "uses": uses(books.main.total),
        "published": published,
        "closed": {each.month for each in published},
        "organisation": Organisation.known(request),
    }


def books_page() -> TransparencyPage | None:
    page = TransparencyPage.objects.live().order_by("pk").first()
    return page and page.localized


def year_context(year: int) -> dict[str, Any]:
    first, last = date(year, 1, 1), date(year, 12, 1)
    books, head, known = book_of(first, last)
    currency = books.main
    months = [month for month in currency.months if month.first_day.year == year]
    return {
        "statement": books,
        "books_page": books_page(),
        "year": first,
        "periods": periods(head, first, last),
        "months": months,
        "closed": {each.month for each in published_months(head.name)},
        "largest": max((max(m.came_in, m.went_out) for m in months), default=0),
        "before": first.replace(year=year - 1) if known[0].year < year else None,
        "after": first.replace(year=year + 1) if known[1].year > year else None,
    }


def month_figures(first: date) -> dict[str, Any]:
    """What the page and the API say of one month."""
    books, head, known = book_of(first, first)
    published = published_months(books.book).select_related("close__preparation")
    return {
        "statement": books,
        "month": first,
        "periods": periods(head, first, first),
        "published": published.filter(close__month=first).first(),
        "before": shifted(first, -1) if known[0] < first else None,
        "after": shifted(first, 1) if known[1] > first else None,
    }


def month_context(first: date) -> dict[str, Any]:
    figures = month_figures(first)
    book, published = figures["statement"].book, figures["published"]
    close = published.close if published else None
    return {
        **figures,
        "pins": list(pins(getattr(close, "preparation", None))),
        "books_page": books_page(),
        "entries": list(shown_entries(book, first, published)),
        "most_entries": MOST_ENTRIES,
    }


def check_context() -> dict[str, Any]:
    books = statement(active_book())
    return {
        "statement": books,
        "books_page": books_page(),
        "published": list(published_months(books.book).reverse()),
    }


def book_of(first: date, last: date) -> tuple[Statement, Book, tuple[date, date]]:
    """The active book; 404 where it has nothing of these months or around them."""
    head = Book.objects.filter(name=active_book()).first()
    known = months_of(head)
    if head is None or known is None or last < known[0] or first > known[1]:
        raise Http404
    return statement(head.name), head, known


def shifted(month: date, by: int) -> date:
    number = month.year * 12 + month.month - 1 + by
    return date(number // 12, number % 12 + 1, 1)


def shown_entries(
    book: str, month: date, published: PublishedMonth | None
) -> Iterator[ShownEntry]:
    """The newest entries that may be told one by one.

    Of a closed month those of its files; of an open one what has to do with no person,
    because who else will give is not known yet.
    """
    entries = entries_of(book, month)
    if published is not None:
        for entry in entries.filter(seq__in=published.given[-MOST_ENTRIES:]):
            yield shown(entry)
        return
    entries = entries.filter(donation=None).exclude(kind=Kind.DONATION)
    for entry in entries[:MOST_ENTRIES]:
        if privacy.is_nobodys(entry):
            yield shown(entry)


def entries_of(book: str, month: date) -> QuerySet[JournalEntry]:
    return (
        JournalEntry.objects.filter(
            book=book, local_date__gte=month, local_date__lt=shifted(month, 1)
        )
        .order_by("-local_date", "-seq")
        .select_related("reverses", "reversed_by")
        .prefetch_related("lines__account", "reverses__lines__account")
    )


def shown(entry: JournalEntry) -> ShownEntry:
    is_correction = entry.kind == Kind.REVERSAL
    return ShownEntry(
        seq=entry.seq,
        day=entry.local_date,
        what=what(entry.reverses or entry),
        change=cash_change(entry),
        reason=entry.get_public_memo_display() if is_correction else "",
        corrects=entry.reverses,
        corrected_by=getattr(entry, "reversed_by", None),
    )


def what(entry: JournalEntry) -> str:
    """Its source, or the kind of cost."""
    if entry.kind != Kind.EXPENSE:
        return str(entry.get_public_memo_display() or entry.get_kind_display())
    labels = [
        account_label(line.account)
        for line in entry.lines.all()
        if line.account.code.startswith("expenses:")
    ]
    return ", ".join(labels)
