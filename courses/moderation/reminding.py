"""Once a day, tell moderators about what has waited too long."""

import datetime as dt
from operator import attrgetter

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, TaskState

from ..mail import mail_send
from ..models import CourseReviewTask, ReviewReminder
from .letters import language_of, wants
from .queue import in_review, reviews_for, waiting_long
from .rows import rows_of

MORNING = dt.time(7)
MOST_LISTED = 20


def remind_moderators():
    """Write one letter to each; safe to call every minute."""
    now = timezone.localtime()
    if now.time() < MORNING or not waiting_long(in_review(TaskState.objects)).exists():
        return
    with transaction.atomic():
        _day, is_new = ReviewReminder.objects.get_or_create(day=now.date())
        if is_new:
            for moderator in moderators():
                remind(moderator)


def moderators():
    """Members of the groups that review; administrators where there are none."""
    people = get_user_model().objects.filter(is_active=True).order_by("pk")
    in_groups = Q()
    for kind in (CourseReviewTask, GroupApprovalTask):
        groups = kind.objects.filter(active=True).values("groups")
        in_groups |= Q(groups__in=groups)
    return people.filter(in_groups).distinct() or people.filter(is_superuser=True)


def remind(moderator):
    late = waiting_long(reviews_for(moderator))
    number = late.count()
    if not number or not wants(moderator, "submitted_notifications"):
        return
    rows = rows_of(late[:MOST_LISTED])
    mail_send(
        "review_reminder",
        to=moderator.email,
        language=language_of(moderator),
        person=moderator,
        rows=sorted(rows, key=attrgetter("since")),
        number=number,
        more=number - len(rows),
        desk_path=reverse("prakerja_courses_desk"),
    )
