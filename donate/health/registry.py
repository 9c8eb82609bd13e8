"""How a check of the cash is added, and what one finds."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, Window
from django.utils import timezone
from django.utils.functional import Promise

from ..ledger.hashing import JAKARTA
from ..models import Book, JournalEntry, LookedAt, PeriodClose, PreparedMonth

SHOWN = 5
Words = str | Promise


class Level(StrEnum):
    WRONG = "wrong"
    WAITING = "waiting"


@dataclass(frozen=True)
class Scope:
    """One book; all of it, or what has to do with one month."""

    book: str
    month: date | None = None
    now: datetime = field(default_factory=timezone.now)

    @property
    def livemode(self) -> bool:
        return self.book == Book.Name.LIVE

    @property
    def following(self) -> date:
        """The first day after the month."""
        first = self.month or date.max.replace(day=1)
        return (first + timedelta(days=31)).replace(day=1)

    @cached_property
    def head(self) -> Any:
        """The book with its last check and the day of its first entry."""
        entries = JournalEntry.objects.filter(book=OuterRef("pk"))
        first = Subquery(entries.order_by("local_date").values("local_date")[:1])
        heads = Book.objects.select_related("check_result").annotate(first_day=first)
        return heads.filter(name=self.book).first()

    @cached_property
    def closed(self) -> set[date]:
        closes = PeriodClose.objects.filter(book=self.book)
        return set(closes.values_list("month", flat=True))

    @cached_property
    def prepared(self) -> dict[date, int]:
        """Months that wait for a signature, and who prepared them."""
        waiting = PreparedMonth.objects.filter(book=self.book, close=None)
        return dict(waiting.values_list("month", "prepared_by_id"))

    def days(self, rows: "QuerySet[Any]", name: str) -> "QuerySet[Any]":
        """Those of ``rows`` whose date ``name`` lies in the month, if there is one."""
        if self.month is None:
            return rows
        return rows.filter(
            **{f"{name}__gte": self.month, f"{name}__lt": self.following}
        )

    def times(self, rows: "QuerySet[Any]", name: str) -> "QuerySet[Any]":
        """The same for a moment, counted in the days of the books."""
        if self.month is None:
            return rows
        begins, ends = (
            datetime.combine(day, time.min, JAKARTA)
            for day in (self.month, self.following)
        )
        return rows.filter(**{f"{name}__gte": begins, f"{name}__lt": ends})


@dataclass(frozen=True)
class Item:
    """One thing of a row: what it is, where it is, and what can be done at once.

    ``about`` is what may not change if a person's remark is to go on holding.
    """

    label: str
    url: str = ""
    pk: int = 0
    fixes: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True)
class Found:
    """``spares`` is the user whom it is nothing for."""

    what: str
    url: str = ""
    items: tuple[Item, ...] = ()
    number: int = 1
    fixes: tuple[str, ...] = ()
    spares: int = 0

    @property
    def more(self) -> int:
        return self.number - len(self.items) if self.items else 0


@dataclass(frozen=True)
class Check:
    """``blocks`` a month from being closed; ``always`` holds for no single month."""

    name: str
    level: Level
    why: Words
    todo: Words
    permission: str
    blocks: bool
    always: bool
    find: Callable[[Scope], Iterable[Found]]


@dataclass(frozen=True)
class Row:
    check: Check
    found: Found

    @property
    def is_wrong(self) -> bool:
        return self.check.level is Level.WRONG

    def is_for(self, user: Any) -> bool:
        return user.has_perm(self.check.permission) and user.pk != self.found.spares


CHECKS: dict[str, Check] = {}


def check(
    name: str,
    *,
    level: Level,
    why: Words,
    todo: Words,
    permission: str = "view_journalentry",
    blocks: bool = False,
    always: bool = False,
) -> Callable[[Callable[[Scope], Iterable[Found]]], Callable[[Scope], Any]]:
    """Add a function to the checks; its rows are seen with ``permission``."""

    def add(find: Callable[[Scope], Iterable[Found]]) -> Callable[[Scope], Any]:
        CHECKS[name] = Check(
            name,
            level,
            why,
            todo,
            f"prakerja_donate.{permission}",
            blocks,
            always,
            find,
        )
        return find

    return add


def rows(scope: Scope) -> list[Row]:
    """What is not well, the worst first."""
    asked = [check for check in CHECKS.values() if not (check.always and scope.month)]
    found = [Row(check, one) for check in asked for one in check.find(scope)]
    return sorted(found, key=lambda row: not row.is_wrong)


def several(
    rows: "QuerySet[Any]", words: Words, item: Callable[[Any], Item], url: str = ""
) -> Iterator[Found]:
    """One row about all of ``rows``, if there are any: the first few, and how many.

    ``words`` are of ``ngettext_lazy`` and count by ``number``. One query.
    """
    counted = rows.annotate(number_of_all=Window(Count("pk")))
    if first := list(counted[:SHOWN]):
        yield together(first, first[0].number_of_all, words, item, url)


def together(
    rows: Sequence[Any],
    number: int,
    words: Words,
    item: Callable[[Any], Item],
    url: str,
) -> Found:
    """One row about ``number`` things, of which ``rows`` are the first."""
    what = str(words % {"number": number})
    return Found(what, url, tuple(map(item, rows[:SHOWN])), number)


def unseen(
    rows: "QuerySet[Any]", name: str, scope: Scope, *, about: str = ""
) -> "QuerySet[Any]":
    """Leave out what a person has looked at, as long as ``about`` did not change."""
    seen = LookedAt.objects.filter(
        book=scope.book, check_name=name, object_id=OuterRef("pk")
    )
    if about:
        seen = seen.filter(about=OuterRef(about))
    return rows.filter(~Exists(seen))
