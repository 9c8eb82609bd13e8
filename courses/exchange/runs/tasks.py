"""What runs behind the screens; a task may be killed and sent again at any moment."""

import logging
import time

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext_lazy, override
from django_tasks import task
from wagtail.log_actions import log
from wagtail.users.models import UserProfile

from ...models import ImportRun
from ..errors import TableError
from .making import check, make
from .states import State, Superseded, run_note
from .undoing import undo

logger = logging.getLogger(__name__)
# State of work: what does it, the state after it, and what the log calls it.
WORK = {
    State.CHECKING: (check, State.CHECKED, None),
    State.RUNNING: (make, State.DONE, "prakerja_courses.import"),
    State.UNDOING: (undo, State.UNDONE, "prakerja_courses.undo_import"),
}

UNEXPECTED = gettext_lazy(
    "Something went wrong that is not your fault. What was done until then is kept. "
    "Tell whoever runs the site, and try again."
)


@task()
def work_on(pk, attempt, user_pk):
    """Do what a run is at, unless that goes on elsewhere by now."""
    runs = ImportRun.objects.select_related("category", "started_by")
    run = runs.filter(pk=pk, attempt=attempt, state__in=WORK).first()
    if run is None:
        logger.info("Import %s, attempt %s, is no longer wanted.", pk, attempt)
        return
    user = get_user_model().objects.get(pk=user_pk)
    with override(language_of(user)):
        try:
            finish(run, user)
        except Superseded:
            logger.info("Import %s goes on in another task.", pk)
        except TableError as error:
            fail(run, str(error))
        except Exception:
            fail(run, str(UNEXPECTED))
            raise


def finish(run, user):
    do, then, action = WORK[run.state]
    facts = do(run, user, Beat(run))
    run_note(run, state=then, finished_at=timezone.now(), **facts)
    if action:
        log(instance=run, action=action, user=user, data={"uid": str(run.uid)})


def fail(run, problem):
    # A task that comes too late has nothing to say about a run that went on.
    mine = ImportRun.objects.filter(pk=run.pk, attempt=run.attempt)
    mine.update(state=State.FAILED, problem=problem, finished_at=timezone.now())


def language_of(user):
    profile = UserProfile.objects.filter(user=user).first()
    return profile.get_preferred_language() if profile else settings.LANGUAGE_CODE


class Beat:
    """Says now and then how far a task is, so that others see that it lives."""

    EVERY = 0.5  # seconds

    def __init__(self, run):
        self.run = run
        self.last = time.monotonic()

    def __call__(self, done):
        if time.monotonic() - self.last >= self.EVERY:
            run_note(self.run, rows_done=done)
            self.last = time.monotonic()
