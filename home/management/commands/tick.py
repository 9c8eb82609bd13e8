"""The clock of the site."""

import contextlib
import datetime as dt
import fcntl
import io
import time

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.utils import timezone

from courses.housekeeping import JOBS as courses_jobs
from donate.ledger.verifying import verify_and_record
from donate.models import Book, LedgerCheck
from donate.reconcile import tick as donate_tick
from search.misses import forget_misses


class Command(BaseCommand):
    help = "Do what is due: publishing, payments, letters, checks and clearing up."

    def add_arguments(self, parser):
        parser.add_argument(
            "--every",
            type=int,
            metavar="SECONDS",
            help="Go on for ever, at this interval, instead of running once.",
        )

    def handle(self, *, every=None, **options):
        while True:
            with only_here() as free:
                failed = run_jobs(self.stderr) if free else 0
            if every is None:
                raise SystemExit(1 if failed else 0)
            time.sleep(every)


@contextlib.contextmanager
def only_here():
    """Say whether no other tick is at work on this machine, and hold it for ours.

    The jobs are safe in parallel; a long one should not be started once a minute.
    """
    settings.VAR_DIR.mkdir(exist_ok=True)
    with open(settings.VAR_DIR / "tick.lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def run_jobs(stderr):
    """Run each job by itself: one that fails does not stop the next."""
    failed = 0
    for job in JOBS:
        try:
            job()
        except Exception as error:  # noqa: BLE001 - reported, and the others go on
            failed += 1
            stderr.write(f"{job.__name__}: {error!r}")
    return failed


def publish_scheduled():
    call_command("publish_scheduled", verbosity=0)


def finish_payments():
    donate_tick()


def clear_sessions():
    call_command("clearsessions", verbosity=0)


def send_mail():
    call_command("send_queued_mail", verbosity=0, log_level=1)


def forget_mail():
    """Letters name people and hold their private links."""
    call_command("cleanup_mail", verbosity=0, days=14, stdout=io.StringIO())


def verify_books():
    """Once a day: the transparency page says when and how the books were checked."""
    yesterday = timezone.now() - dt.timedelta(days=1)
    fresh = LedgerCheck.objects.filter(checked_at__gt=yesterday)
    if Book.objects.exclude(pk__in=fresh.values("pk")).exists():
        verify_and_record()


JOBS = (
    publish_scheduled,
    finish_payments,
    *courses_jobs,
    send_mail,
    verify_books,
    clear_sessions,
    forget_mail,
    forget_misses,
)
