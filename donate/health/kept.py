"""What was found the last time, with its time: pages show it and ask nothing again.

It is looked again as soon as it is a few minutes old, or when a person did something to
the books; see ``forget``.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import ModelLogEntry

from ..audit import PREFIX
from ..models import HealthLook
from .registry import CHECKS, Found, Item, Row, Scope, rows

FRESH = timedelta(minutes=5)


@dataclass(frozen=True)
class Look:
    at: datetime
    rows: list[Row]


def last_look(book: str, user: Any) -> Look:
    """What ``user`` may see of a look that is a few minutes old at most."""
    fresh = HealthLook.objects.filter(at__gt=timezone.now() - FRESH)
    kept = fresh.filter(book=book, language=get_language() or "").first()
    kept = kept or look_now(book)
    return Look(kept.at, [row for row in rows_of(kept.found) if row.is_for(user)])


def look_now(book: str) -> HealthLook:
    """Ask every check; what was found holds for the moment when the asking began."""
    scope = Scope(book)
    found = [{"check": row.check.name, **asdict(row.found)} for row in rows(scope)]
    kept, _ = HealthLook.objects.update_or_create(
        book=book,
        language=get_language() or "",
        defaults={"at": scope.now, "found": found},
    )
    return kept


def rows_of(found: list[dict[str, Any]]) -> Iterator[Row]:
    for each in found:
        facts = dict(each)
        check = CHECKS[facts.pop("check")]
        facts["items"] = tuple(Item(**item) for item in facts["items"])
        yield Row(check, Found(**facts))


def forget() -> None:
    """Let the next page look for itself."""
    HealthLook.objects.all().delete()


@receiver(post_save, sender=ModelLogEntry)
def forget_after_an_action(instance: ModelLogEntry, **kwargs: Any) -> None:
    """Whatever people do to the books is in the log, so that nothing is missed here."""
    if instance.action.startswith(PREFIX):
        forget()
