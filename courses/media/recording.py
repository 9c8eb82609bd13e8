"""Write down what was found; each look in a transaction of its own."""

import datetime as dt
import zoneinfo

from django.db import transaction
from django.utils import timezone

from .. import conf
from ..models import MediaCheck, MediaItem

JAKARTA = zoneinfo.ZoneInfo("Asia/Jakarta")
WEEK, DAY = dt.timedelta(days=7), dt.timedelta(days=1)
SPREAD = dt.timedelta(hours=24)
State, Outcome = MediaItem.State, MediaCheck.Outcome
BAD = {State.GONE, State.NO_EMBEDDING}


@transaction.atomic
def look_record(*, item, verdict):
    """Take over what the provider said, and say when to look again."""
    row = MediaItem.objects.select_for_update().get(pk=item.pk)
    now = timezone.now()
    changes = {"checked_at": now, **changes_by(row, verdict, now)}
    changes["next_check_at"] = now + pause(row, verdict, changes)
    note(row, verdict.outcome, verdict.detail, now)
    return write(row, changes)


@transaction.atomic
def look_discard(*, item, verdict):
    """Keep what was seen while a provider was ill, and count nothing of it."""
    now = timezone.now()
    note(item, Outcome.UNKNOWN, f"{verdict.detail}, not counted", now)
    MediaItem.objects.filter(pk=item.pk).update(checked_at=now, next_check_at=now)


def provider_postpone(*, provider, seconds):
    """Leave a provider alone: nothing of it is due for so long, in any run."""
    until = timezone.now() + dt.timedelta(seconds=seconds)
    early = MediaItem.objects.filter(provider=provider, next_check_at__lt=until)
    early.update(next_check_at=until)


def looks_forget():
    """Drop what is older than the history that is kept."""
    kept = dt.timedelta(days=conf.get("MEDIA_HISTORY_DAYS"))
    MediaCheck.objects.filter(at__lt=timezone.now() - kept).delete()


def note(item, outcome, detail, at):
    MediaCheck.objects.create(item_id=item.pk, outcome=outcome, detail=detail, at=at)


def changes_by(row, verdict, now):
    match verdict.outcome:
        case Outcome.UNKNOWN:
            return {}
        case Outcome.GONE:
            return one_more_day(row, now.astimezone(JAKARTA).date())
    state = State.FINE if verdict.outcome == Outcome.FINE else State.NO_EMBEDDING
    alive = {"state": state, "failed_days": 0, "failed_on": None, "told_at": None}
    return {**alive, "title": verdict.title or row.title}


def one_more_day(row, today):
    """Count a day of failure once; enough of them in a row make a video gone."""
    if row.failed_on and row.failed_on >= today:
        return {}
    days = row.failed_days + (row.state != State.GONE)
    changes = {"failed_days": days, "failed_on": today}
    if days >= conf.get("MEDIA_DAYS_TO_GONE"):
        changes["state"] = State.GONE
    return changes


def pause(row, verdict, changes):
    """Fine ones weekly, spread over a day; failing ones daily, until they are gone."""
    settled = verdict.plays or State.GONE in (row.state, changes.get("state"))
    if verdict.wait:
        return dt.timedelta(seconds=verdict.wait)
    if not settled:
        return DAY
    return WEEK + SPREAD * (row.pk % 24) / 24


def write(row, changes):
    """Save what visitors see, so that page caches hear of it; tell nobody the rest."""
    states = {row.state, changes.get("state", row.state)}
    for name, value in changes.items():
        setattr(row, name, value)
    if len(states) > 1 and states & BAD:
        row.save(update_fields=list(changes))
    else:
        MediaItem.objects.filter(pk=row.pk).update(**changes)
    return row
