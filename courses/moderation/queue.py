"""What waits for a moderator, oldest first."""

import datetime as dt

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, TaskState, WorkflowState

from ..categories import CategoryField
from ..models import (
    CatalogueIndexPage,
    CategoryPage,
    CoursePage,
    CourseReviewTask,
    LessonPage,
    Submission,
)

LONG_WAIT = dt.timedelta(days=7)
REVIEWED = (CoursePage, LessonPage, CategoryPage, CatalogueIndexPage)


def may_moderate(user):
    """Whether the desk is of any use to this account."""
    if user.is_superuser:
        return True
    ours = CourseReviewTask.objects.filter(active=True, groups__in=user.groups.all())
    return ours.exists() or reviews_for(user).exists()


def reviews_for(user):
    """Reviews of the catalogue's pages about which this account may decide."""
    return in_review(TaskState.objects.reviewable_by(user))


def in_review(states):
    types = ContentType.objects.get_for_models(*REVIEWED).values()
    going_on = states.filter(
        workflow_state__content_type__in=types,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
    )
    return going_on.select_related("workflow_state").order_by("started_at", "pk")


def page_id_of(review):
    return int(review.workflow_state.object_id)


def waiting_long(reviews):
    return reviews.filter(started_at__lt=timezone.now() - LONG_WAIT)


class QueueFilter(forms.Form):
    """Narrow the queue by what its address says; nonsense narrows nothing."""

    class Sender:
        ACCOUNT, NO_ACCOUNT = "account", "without"

    category = CategoryField(
        CategoryPage.objects.order_by("path").select_related("locale"),
        required=False,
        label=_("Category"),
        empty_label=_("all"),
    )
    waiting = forms.ChoiceField(
        label=_("Waiting"),
        required=False,
        choices=[("", _("any time")), ("long", _("longer than 7 days"))],
    )
    sender = forms.ChoiceField(
        label=_("From"),
        required=False,
        choices=[
            ("", _("anybody")),
            (Sender.ACCOUNT, _("people with an account")),
            (Sender.NO_ACCOUNT, _("people without an account")),
        ],
    )

    def narrow(self, reviews):
        chosen = self.cleaned_data if self.is_valid() else {}
        if category := chosen.get("category"):
            below = Page.objects.filter(path__startswith=category.path)
            reviews = of_pages(reviews, below)
        if chosen.get("waiting"):
            reviews = waiting_long(reviews)
        if sender := chosen.get("sender"):
            handed_in = Submission.objects.filter(page__isnull=False)
            pages = Page.objects.filter(pk__in=handed_in.values("page"))
            without = sender == self.Sender.NO_ACCOUNT
            reviews = of_pages(reviews, pages, negated=not without)
        return reviews


def of_pages(reviews, pages, *, negated=False):
    """Workflows name their page in a column of text."""
    ids = pages.order_by().values(text=Cast("pk", CharField()))
    wanted = Q(workflow_state__object_id__in=ids)
    return reviews.filter(~wanted if negated else wanted)


def neighbours(reviews, review):
    """The reviews before and after one in a queue; None at the ends."""
    start = review.started_at
    later = Q(started_at__gt=start) | Q(started_at=start, pk__gt=review.pk)
    after = reviews.filter(later).first()
    before = reviews.exclude(later).exclude(pk=review.pk).last()
    return before, after
