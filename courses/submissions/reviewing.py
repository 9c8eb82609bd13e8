"""Bring a submission's page into its review, and again after a change.

Every step can be repeated: what is done already is left alone.
"""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, WorkflowState

from ..models import CategoryPage, CoursePage, Submission
from ..naming import free_slug
from .drafting import (
    page_blocks,
    page_facts,
    session_facts,
    set_blocks,
    set_facts,
    set_session,
)
from .history import WAITING, locked
from .letters import tell_moderators

Problem = Submission.Problem


class NoWay(Exception):
    """A submission cannot move on; ``problem`` says what is missing."""

    def __init__(self, problem):
        super().__init__(problem)
        self.problem = problem


def submission_advance(*, submission):
    """Take the steps that are missing on its way to a moderator."""
    try:
        submission = page_ensure(submission)
        review_ensure(submission)
    except NoWay as obstacle:
        problem_note(submission, obstacle.problem)
    else:
        problem_note(submission, category_problem(submission))
    return submission


# The page


@transaction.atomic
def page_ensure(submission):
    submission = locked(submission)
    if submission.state in WAITING and submission.page_id is None:
        if submission.drafted_at and category_of(submission):
            raise NoWay(Problem.DELETED)
        page_make(submission)
    return submission


def page_make(submission):
    category = category_of(submission) or any_category()
    if category is None:
        raise NoWay(Problem.CATEGORY)
    # Two pages added below one parent at once would want the same place.
    Page.objects.select_for_update().get(pk=category.pk)
    page = draft_of(submission, category)
    category.add_child(instance=page)
    revision = page.save_revision(clean=False)
    log(instance=page, action="wagtail.create", revision=revision)
    set_session(page, session_facts(submission))
    submission.page = page
    submission.drafted_at = timezone.now()
    submission.save(update_fields=["page", "drafted_at", "changed_at"])


def draft_of(submission, category):
    page = CoursePage(
        slug=free_slug(category, submission.title),
        locale=category.locale,
        live=False,
        has_unpublished_changes=True,
    )
    set_facts(page, page_facts(submission))
    set_blocks(page, {}, page_blocks(submission))
    return page


def category_of(submission):
    """The category the sender chose, None once it is gone."""
    uid = submission.answers.get("category")
    return CategoryPage.objects.filter(uid=uid).first() if uid else None


def any_category():
    return CategoryPage.objects.live().order_by("path").first()


# The review


@transaction.atomic
def review_ensure(submission):
    """Start the review of its category, unless one is going on or has said yes."""
    submission = locked(submission)
    page = submission.page
    if submission.state not in WAITING or page is None:
        return  # taken back or decided in this very moment
    if page.live or page.approved_schedule:
        return
    state = page.current_workflow_state
    if state and state.current_task_state_id:
        return
    if state:
        close_headless(state)
    workflow = page.get_workflow()
    if workflow is None:
        raise NoWay(Problem.WORKFLOW)
    workflow.start(page, None)


@transaction.atomic
def review_restart(submission):
    """Let moderators see the latest revision, whatever they thought of the last."""
    state = submission.page.current_workflow_state
    task_state = state and state.current_task_state
    if task_state is None:
        return
    if not (task_state.task.active and state.workflow.active):
        state.cancel()
    elif state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        state.resume()
    else:
        task_state.specific.cancel(resume=True)


@transaction.atomic
def review_cancel(page):
    state = page.current_workflow_state
    if state and state.current_task_state_id:
        state.cancel()
    elif state:
        close_headless(state)


def ended_by_hand(page):
    """Whether somebody cancelled its last review in Wagtail: only they know why."""
    state = page.workflow_states.order_by("pk").last()
    if state is None or state.status != WorkflowState.STATUS_CANCELLED:
        return False
    return state.task_states.filter(finished_by__isnull=False).exists()


def close_headless(state):
    """A review whose task was deleted: Wagtail's own ``cancel`` asks the task."""
    state.status = WorkflowState.STATUS_CANCELLED
    state.save()


# What stands in the way


def category_problem(submission):
    """A page in another category than the chosen one, because that one is gone."""
    return "" if category_of(submission) else Problem.CATEGORY


@transaction.atomic
def problem_note(submission, problem):
    """Remember what stands in the way and tell moderators, once for each problem."""
    submission = locked(submission)
    if submission.state not in WAITING or submission.problem == problem:
        return
    submission.problem = problem
    submission.save(update_fields=["problem", "changed_at"])
    if problem:
        tell_moderators(submission, "problem", problem=problem)
