"""Looks at videos that somebody asked for, outside of their request."""

from functools import partial

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from ..models import MediaItem
from .watch import check_now, claim


def check_soon(item):
    """Make it due, so that the clock comes by even if the task is lost."""
    MediaItem.objects.filter(pk=item.pk).update(next_check_at=timezone.now())
    transaction.on_commit(partial(check.enqueue, item.pk))


@task()
def check(pk):
    if item := claim(MediaItem.objects.filter(pk=pk)):
        check_now(item)
