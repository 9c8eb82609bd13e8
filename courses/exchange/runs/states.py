"""From one state of a run to the next: taken once, however many clicks or tasks."""

import datetime as dt
from functools import partial

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from ...models import ImportRun

State = ImportRun.State
AT_WORK = (State.CHECKING, State.RUNNING, State.UNDOING)
SILENT_FOR = dt.timedelta(minutes=1)
FROM = {
    State.CHECKING: (State.UPLOADED, State.CHECKED, State.FAILED),
    State.RUNNING: (State.CHECKED,),
    State.UNDOING: (State.DONE, State.FAILED),
}


class NotNow(Exception):
    """The run is in another state by now; somebody was faster."""


class Superseded(Exception):
    """The run goes on in another task, or was stopped; this one ends."""


def silent():
    """Runs whose task has given no sign of life for a while."""
    return Q(state__in=AT_WORK) & Q(alive_at__lt=timezone.now() - SILENT_FOR)


def is_silent(run):
    return run.state in AT_WORK and run.alive_at < timezone.now() - SILENT_FOR


def run_begin(*, run, state, user, **facts):
    """Bring a run into a state of work and send its task."""
    start = Q(state__in=FROM[state])
    move(run, start, user, state=state, rows_done=0, problem="", **facts)
    return run


def run_continue(*, run, user):
    """Send another task after one that was killed; what it did is not done twice."""
    move(run, silent(), user, state=run.state)
    return run


@transaction.atomic
def move(run, condition, user, **facts):
    found = ImportRun.objects.filter(condition, pk=run.pk)
    if not found.update(attempt=F("attempt") + 1, alive_at=timezone.now(), **facts):
        raise NotNow
    run.refresh_from_db()
    from .tasks import work_on

    task = partial(work_on.enqueue, run.pk, run.attempt, user.pk)
    transaction.on_commit(task)


def run_note(run, **facts):
    """Write down how far this task is, or learn that it is no longer wanted."""
    mine = ImportRun.objects.filter(pk=run.pk, attempt=run.attempt, state=run.state)
    if not mine.update(alive_at=timezone.now(), **facts):
        raise Superseded
