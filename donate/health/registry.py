"""How a check of the cash is added, and what one finds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Window
from django.utils import timezone
from django.utils.functional import Promise

from ..ledger.hashing import JAKARTA
from ..models import Book, LookedAt

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
    user: Any = None

    @property
    def livemode(self) -> bool:
        return self.book == Book.Name.LIVE

    @property
    def following(self) -> date:
        """The first day after the month."""
        first = self.month or date.max.replace(day=1)
        return (first + timedelta(days=31)).replace(day=1)

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
    what: str
    url: str = ""
    items: tuple[Item, ...] = ()
    number: int = 1
    fixes: tuple[str, ...] = ()

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


def rows(scope: Scope, user: Any = None) -> list[Row]:
    """What is not well, the worst first; only what ``user``, if given, may see."""
    scope = replace(scope, user=user)
    asked = [
        check
        for check in CHECKS.values()
        if not (check.always and scope.month)
        and (user is None or user.has_perm(check.permission))
    ]
    found = [Row(check, one) for check in asked for one in check.find(scope)]
    return sorted(found, key=lambda row: not row.is_wrong)


def sample(rows: "QuerySet[Any]") -> tuple[list[Any], int]:
    """The first few, and how many there are; in one query."""
    counted = rows.annotate(number_of_all=Window(Count("pk")))
    first = list(counted[:SHOWN])
    return first, first[0].number_of_all if first else 0


def unseen(
    rows: "QuerySet[Any]", name: str, scope: Scope, *, by: str = "pk", about: str = ""
) -> "QuerySet[Any]":
    """Leave out what a person has looked at, as long as ``about`` did not change."""
    seen = LookedAt.objects.filter(
        book=scope.book, check_name=name, object_id=OuterRef(by)
    )
    if about:
        seen = seen.filter(about=OuterRef(about))
    return rows.filter(~Exists(seen))
