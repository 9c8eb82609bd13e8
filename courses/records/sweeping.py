"""Find what no signal told of: the clock looks every minute, at everything in a day."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.db.models.functions import Mod
from django.utils import timezone
from wagtail.models import Page

from .. import conf
from ..models import (
    CategoryPage,
    ContentRecord,
    LearningPathPage,
    LiveSession,
    RecordDue,
    RecordState,
)
from ..models.records import Unit
from ..querysets import readable
from .closed import newly_closed
from .keeping import keep_all, make, make_due
from .units import UnitId, all_units
from .visibility import Visibility
from .writing import State, changes

MINUTES_A_DAY = 24 * 60
MINUTES_BACK = 5
SECONDS = 45
Kind = ContentRecord.Kind
PAGES = [Kind.COURSE, Kind.LESSON, Kind.CATEGORY, Kind.PATH]


def sweep_records() -> int:
    """What the clock does; return how many records changed."""
    hidden = set(leaks())
    due = {*missing(), *over(), *turn_of(timezone.localtime())}
    plan(hidden, hides=True)
    plan(due - hidden, hides=False)
    return keep_all(SECONDS)


def plan(units: Iterable[UnitId], *, hides: bool) -> None:
    """Make them due, unless they are already."""
    wanted = set(units)
    dues = RecordDue.objects.filter(hides__in=[True, hides])
    known = {UnitId(*row) for row in dues.values_list("unit", "unit_id")}
    make_due(dict.fromkeys(sorted(wanted - known), hides))


def leaks() -> Iterator[UnitId]:
    """Told of, though the database says that it is not public any more."""
    told = ContentRecord.objects.filter(state=State.UPDATED)
    visibility = Visibility()
    pages = readable(Page.objects.order_by(), visibility.closed)
    gone = told.filter(kind__in=PAGES).exclude(same(pages, "object_id"))
    courses = told.filter(unit=Unit.COURSE).exclude(
        same(visibility.courses_told(), "unit_id")
    )
    for records in (gone, courses):
        for row in records.values_list("unit", "unit_id").distinct():
            yield UnitId(*row)
    for row in newly_closed():
        yield UnitId(*row)


def same(rows: QuerySet, name: str) -> Exists:  # type: ignore[type-arg]
    return Exists(rows.filter(pk=OuterRef(name)))


def missing() -> Iterator[UnitId]:
    """Public pages that nothing was told of yet, or that came back unseen."""
    visibility = Visibility()
    told = ContentRecord.objects.filter(state=State.UPDATED)
    public = {
        Unit.COURSE: visibility.courses_told(),
        Unit.CATEGORY: readable(CategoryPage.objects.all(), visibility.closed),
        Unit.PATH: readable(LearningPathPage.objects.all(), visibility.closed),
    }
    for unit, pages in public.items():
        own = told.filter(kind=unit.value, object_id=OuterRef("pk"))
        pages = pages.filter(alias_of=None).exclude(Exists(own)).order_by()
        for pk in pages.values_list("pk", flat=True):
            yield UnitId(unit, pk)


def over() -> Iterator[UnitId]:
    """Courses with a class that has ended since: its recording is told from then on."""
    now = timezone.now()
    ended = LiveSession.objects.filter(ends_at__lte=now).exclude(recording_url="")
    record = ContentRecord.objects.filter(
        uid=OuterRef("uid"), state=State.UPDATED, modified_at__lt=OuterRef("ends_at")
    )
    for pk in ended.filter(Exists(record)).values_list("course_id", flat=True):
        yield UnitId(Unit.COURSE, pk)


def turn_of(now: dt.datetime) -> Iterator[UnitId]:
    """The units of these minutes: each comes every day, though the clock be late."""
    minute = now.hour * 60 + now.minute
    turns = [(minute - back) % MINUTES_A_DAY for back in range(MINUTES_BACK)]
    mine = ContentRecord.objects.annotate(turn=Mod("unit_id", MINUTES_A_DAY))
    rows = mine.filter(turn__in=turns).filter(state=State.UPDATED)
    for row in rows.values_list("unit", "unit_id").distinct():
        yield UnitId(*row)


def forget_tombstones() -> int:
    """Forget what left long ago; who did not ask for its kind since begins anew."""
    days = conf.get("TOMBSTONE_DAYS")
    before = timezone.now() - dt.timedelta(days=days)
    with transaction.atomic():
        RecordState.take_turn()
        old = ContentRecord.objects.filter(state=State.DELETED, modified_at__lt=before)
        last = old.order_by().values_list("kind").annotate(last=Max("change"))
        RecordState.raise_horizons(dict(last))
        return old.delete()[0]


@transaction.atomic
def send_followers_back() -> None:
    """After a backup was put back: whoever followed may know what is there no more.

    Every number given out so far is answered with 410, and begins anew from the dump.
    """
    RecordState.take_turn()
    RecordState.raise_horizons(dict.fromkeys(Kind.values, RecordState.next_number()))


def reindex(progress: Callable[[int], None] | None = None) -> int:
    """Render everything anew; what a run before left goes on where it stood."""
    if not RecordDue.objects.exists():
        plan(all_units(), hides=False)
    return keep_all(progress=progress)


def drifted() -> list[UnitId]:
    """Units whose records differ from what would be rendered now; changes none."""
    visibility = Visibility()
    return [unit for unit in sorted(all_units()) if differs_now(unit, visibility)]


def differs_now(unit: UnitId, visibility: Visibility) -> bool:
    made = make(unit, visibility)
    return made.failed or bool(changes({unit: made.told}).all)
