"""Pages that were handed in and are in no review: a workflow is missing or was off."""

from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Exists, IntegerField, OuterRef, Q
from django.db.models.functions import Cast
from wagtail.models import (
    Page,
    Task,
    TaskState,
    WorkflowState,
    get_default_page_content_type,
)

from ..models import CatalogueIndexPage, CourseReviewTask, ReviewDecision, Submission
from ..submissions.history import WAITING


def workflow_in_use():
    """The workflow that courses go through, None where nobody would see them."""
    for catalogue in CatalogueIndexPage.objects.order_by("path"):
        if workflow := catalogue.get_workflow():
            return workflow
    return None


def stranded_pages():
    """Handed in, not decided about, not public, and nobody's turn."""
    under_way = of_pages(WorkflowState.objects.active())
    waiting = Submission.objects.filter(state__in=WAITING, page__isnull=False)
    known = Submission.objects.filter(page__isnull=False)
    by_account = Q(pk__in=switched_off()) & ~Q(pk__in=known.values("page"))
    lost = Q(pk__in=waiting.values("page")) | by_account
    pages = Page.objects.filter(lost).exclude(pk__in=under_way)
    pages = pages.exclude(live=True, has_unpublished_changes=False)
    pages = pages.annotate_approved_schedule().filter(_approved_schedule=False)
    return pages.order_by("latest_revision_created_at")


def switched_off():
    """Ids of pages whose last review ended because workflow or task was disabled."""
    later = WorkflowState.objects.filter(
        base_content_type=OuterRef("base_content_type"),
        object_id=OuterRef("object_id"),
        pk__gt=OuterRef("pk"),
    )
    open_tasks = Task.objects.filter(
        workflow_tasks__workflow=OuterRef("workflow"), active=True
    )
    dead = Q(workflow__active=False) | ~Exists(open_tasks)
    ended = WorkflowState.objects.filter(dead, status=WorkflowState.STATUS_CANCELLED)
    ended = ended.exclude(Exists(later)).exclude(Exists(refusals()))
    return of_pages(ended.exclude(Exists(taken_back())))


def refusals():
    return ReviewDecision.objects.filter(
        outcome=ReviewDecision.Outcome.REFUSED,
        revision__task_states__workflow_state=OuterRef("pk"),
    )


def taken_back():
    """Their authors cancelled the review themselves."""
    return TaskState.objects.filter(
        workflow_state=OuterRef("pk"), finished_by=OuterRef("requested_by")
    )


def stranded_for(user):
    """Those that this account would review, were they in review."""
    pages = stranded_pages()
    if user.is_superuser:
        return pages
    mine = [each for each in CatalogueIndexPage.objects.all() if reviews(user, each)]
    below = (Q(path__startswith=catalogue.path) for catalogue in mine)
    return pages.filter(reduce(or_, below, Q(pk__in=[])))


def reviews(user, catalogue):
    """Where there is no workflow, whoever reviews anything has to know of it."""
    workflow = catalogue.get_workflow()
    if workflow is None:
        return True
    tasks = CourseReviewTask.objects.filter(workflow_tasks__workflow=workflow)
    return tasks.filter(active=True, groups__in=user.groups.all()).exists()


def of_pages(states):
    states = states.filter(base_content_type=get_default_page_content_type())
    return states.order_by().values(number=Cast("object_id", IntegerField()))


def resume_all(user):
    """Start a review for each of them that has a workflow; tell how many."""
    return start_reviews(list(stranded_for(user)))


@transaction.atomic
def start_reviews(pages):
    resumed = 0
    for page in pages:
        page = page.specific
        if workflow := page.get_workflow():
            workflow.start(page, who_asked(page))
            resumed += 1
    return resumed


def who_asked(page):
    state = page.workflow_states.order_by("pk").last()
    return state.requested_by if state else page.owner
