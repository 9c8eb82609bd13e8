"""What was found the last time, with its time: pages show it and ask nothing again.

It is looked again as soon as it is a few minutes old, or when a person did something to
the books; see ``forget``.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import ModelLogEntry

from ..audit import PREFIX
from ..models import HealthLook
from .registry import CHECKS, Found, Item, Row, Scope, rows

FRESH = timedelta(minutes=5)
# When a look was that has begun and found nothing yet; never fresh.
BEGUN = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Look:
    at: datetime
    rows: list[Row]


def last_look(book: str, user: Any) -> Look:
    """What ``user`` may see of a look that is a few minutes old at most."""
    look = kept_look(book) or look_of(look_now(book))
    return Look(look.at, [row for row in look.rows if row.is_for(user)])


def kept_look(book: str) -> Look | None:
    """None also where another release kept what this one does not know."""
    fresh = HealthLook.objects.filter(at__gt=timezone.now() - FRESH)
    kept = fresh.filter(book=book, language=get_language() or "").first()
    try:
        return look_of(kept) if kept else None
    except (KeyError, TypeError):
        return None


def look_now(book: str) -> HealthLook:
    """Ask every check; what was found holds for the moment when the asking began.

    It is kept in a row that was there before: if that was forgotten meanwhile, what
    was found may be from before the reason for it.
    """
    key = {"book": book, "language": get_language() or ""}
    kept, _ = HealthLook.objects.get_or_create(
        **key, defaults={"at": BEGUN, "found": []}
    )
    scope = Scope(book)
    found = [{"check": row.check.name, **asdict(row.found)} for row in rows(scope)]
    older = HealthLook.objects.filter(pk=kept.pk, at__lt=scope.now)
    older.update(at=scope.now, found=found)
    return HealthLook(**key, at=scope.now, found=found)


def look_of(kept: HealthLook) -> Look:
    return Look(kept.at, list(rows_of(kept.found)))


def rows_of(found: list[dict[str, Any]]) -> Iterator[Row]:
    for each in found:
        facts = dict(each)
        check = CHECKS[facts.pop("check")]
        facts["items"] = tuple(Item(**item) for item in facts["items"])
        yield Row(check, Found(**facts))


def forget() -> None:
    """Let the next page look for itself, once what was done can be seen."""
    transaction.on_commit(lambda: HealthLook.objects.all().delete())


@receiver(post_save, sender=ModelLogEntry)
def forget_after_an_action(instance: ModelLogEntry, **kwargs: Any) -> None:
    """Whatever people do to the books is in the log, so that nothing is missed here."""
    if instance.action.startswith(PREFIX):
        forget()
