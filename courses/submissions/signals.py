"""A page that becomes public, by whatever way, answers its submission."""

from functools import partial

from django.db import transaction
from wagtail.signals import page_published

from ..models import CoursePage, Submission


def connect():
    page_published.connect(
        note_published, sender=CoursePage, dispatch_uid="prakerja_courses_submissions"
    )


def note_published(sender, instance, **kwargs):
    """After the transaction: a decision inside of it has the first word."""
    from .accepting import submission_published

    if Submission.objects.filter(page=instance.pk).exists():
        told = partial(submission_published, page=instance)
        transaction.on_commit(told, robust=True)  # else the clock does it
