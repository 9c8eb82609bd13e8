"""On the admin's home: what somebody writes, and what moderators said about it."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import IntegerField, Q
from django.db.models.functions import Cast
from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.admin.views.home import (
    UserObjectsInWorkflowModerationPanel as WagtailsList,
)
from wagtail.models import Page, WorkflowState

from ..categories import categories_for
from ..models import CoursePage, LessonPage, ReviewDecision
from ..moderation.queue import may_moderate

MOST_SHOWN = 10
MOST_READ = 200  # an imported list makes a thousand drafts
Outcome = ReviewDecision.Outcome


@dataclass(frozen=True)
class Work:
    """A draft, or a public page with changes that are not public."""

    page: Page
    state: WorkflowState | None
    decision: ReviewDecision | None

    @property
    def url(self):
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    @property
    def waits(self):
        return self.is_in(WorkflowState.STATUS_IN_PROGRESS)

    @property
    def is_asked_for_changes(self):
        return self.is_in(WorkflowState.STATUS_NEEDS_CHANGES)

    def is_in(self, status):
        return self.state is not None and self.state.status == status

    @property
    def is_refused(self):
        refused = self.decision and self.decision.outcome == Outcome.REFUSED
        return bool(refused) and self.state is None

    @property
    def note(self):
        """Of a host's own task there is only what Wagtail keeps."""
        if self.decision:
            return self.decision.note
        return (
            self.state.current_task_state.comment if self.is_asked_for_changes else ""
        )


def works_of(user):
    """What is theirs or handed in by them and not public as it stands, newest first."""
    handed_in = active_states().filter(requested_by=user)
    ids = handed_in.order_by().values(number=Cast("object_id", IntegerField()))
    pages = Page.objects.filter(Q(owner=user) | Q(pk__in=ids), alias_of=None)
    pages = pages.filter(Q(live=False) | Q(has_unpublished_changes=True))
    pages = pages.filter(content_type__in=our_types()).prefetch_workflow_states()
    pages = list(pages.order_by("-latest_revision_created_at", "-pk")[:MOST_READ])
    decisions = newest_decisions(pages)
    return [
        Work(page, page.current_workflow_state, decisions.get(page.pk))
        for page in pages
    ]


def our_types():
    return ContentType.objects.get_for_models(CoursePage, LessonPage).values()


def active_states():
    return WorkflowState.objects.active().filter(content_type__in=our_types())


def newest_decisions(pages):
    """The last decision about each page, by its number."""
    decisions = ReviewDecision.objects.filter(
        revision__base_content_type=ContentType.objects.get_for_model(Page),
        revision__object_id__in=[str(page.pk) for page in pages],
    )
    pairs = decisions.order_by("decided_at", "pk").values_list(
        "revision__object_id", "pk"
    )
    newest = {int(page): decision for page, decision in pairs}
    found = ReviewDecision.objects.in_bulk(newest.values())
    return {page: found[decision] for page, decision in newest.items()}


class MyCoursesPanel(Component):
    name = "my_courses"
    template_name = "prakerja_courses/overviews/mine.html"
    order = 200

    class Media:
        css = {"all": ["prakerja_courses/admin/mine.css"]}

    def __init__(self, categories, works):
        self.categories = categories
        self.works = works

    def get_context_data(self, parent_context):
        asked = [work for work in self.works if work.is_asked_for_changes]
        waiting = [work for work in self.works if work.waits]
        drafts = [work for work in self.works if work.state is None]
        return {
            "categories": self.categories,
            "asked": asked,
            "waiting": waiting[:MOST_SHOWN],
            "drafts": drafts[:MOST_SHOWN],
            "more": max(len(waiting), len(drafts)) > MOST_SHOWN,
        }


def add_my_courses(request, panels):
    """For those who write and do not decide: the desk has the others' panel."""
    categories = list(categories_for(request.user))
    if not categories or may_moderate(request.user):
        return
    panels.append(MyCoursesPanel(categories, works_of(request.user)))
    if not lists_more(request.user):
        panels[:] = [panel for panel in panels if not isinstance(panel, WagtailsList)]


def lists_more(user):
    """Whether Wagtail's list of one's own reviews has what is no course."""
    others = WorkflowState.objects.active().exclude(content_type__in=our_types())
    ids = others.order_by().values(number=Cast("object_id", IntegerField()))
    return (
        others.filter(requested_by=user).exists()
        or Page.objects.filter(owner=user, pk__in=ids).exists()
    )
