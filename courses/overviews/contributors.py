"""The report “Courses by contributor”: who gives how much, and what waits of it."""

from collections import Counter

import django_filters
from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, IntegerField, Max, Q
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page, WorkflowState
from wagtail.permissions import policy_registry

from ..admin.spreadsheets import ReadableExport
from ..admin.tables import CardTable, LabelledColumn, LabelledDateColumn
from ..models import Contributor, CourseCredit, CoursePage, ProblemReport
from ..reports.admin.access import may_see_queue
from .courses import courses_to_mend

Role = CourseCredit.Role


class ContributorFilterSet(WagtailFilterSet):
    role = django_filters.ChoiceFilter(
        label=gettext_lazy("Role"), choices=Role, method="keep_role"
    )

    class Meta:
        model = Contributor
        fields = ["kind", "listed", "role"]

    def keep_role(self, contributors, name, role):
        credits = CourseCredit.objects.filter(role=role).order_by()
        return contributors.filter(pk__in=credits.values("contributor"))


def with_figures(contributors, user):
    """Count the public courses of each, and what ``user`` may change of the others."""
    public = credited_on(CoursePage.objects.for_public().filter(alias_of=None))
    own = credited_on(courses_to_mend(user))
    waiting = Q(credits__page__in=pages_in_review())
    roles = {role: number((public | own) & Q(credits__role=role)) for role in Role}
    return contributors.annotate(
        public=number(public),
        in_review=number(own & waiting),
        drafts=number(own & Q(credits__page__live=False) & ~waiting),
        last_published=Max("credits__page__last_published_at", filter=public),
        **roles,
    )


def credited_on(courses):
    return Q(credits__page__in=courses.order_by().values("pk"))


def number(courses):
    return Count("credits__page", filter=courses, distinct=True)


def pages_in_review():
    reviews = WorkflowState.objects.filter(
        content_type=ContentType.objects.get_for_model(CoursePage),
        status=WorkflowState.STATUS_IN_PROGRESS,
    )
    return reviews.order_by().values(pk_of_page=Cast("object_id", IntegerField()))


def open_reports(contributors):
    """How many open reports there are about the courses of each, lessons included."""
    reported = ProblemReport.objects.open().exclude(page=None).order_by()
    paths = Counter()
    for path in reported.values_list("page__path", flat=True):
        paths.update([path, path[: -Page.steplen]])
    credits = CourseCredit.objects.filter(
        contributor__in=contributors, page__path__in=paths
    )
    pairs = credits.order_by().values_list("contributor", "page__path").distinct()
    found = Counter()
    for contributor, path in pairs:
        found[contributor] += paths[path]
    return found


def roles_text(contributor):
    counts = [(role.label, getattr(contributor, role)) for role in Role]
    return ", ".join(f"{label} {count}" for label, count in counts if count)


def kind_text(contributor):
    kind = contributor.get_kind_display()
    if contributor.listed:
        return kind
    return _("%(kind)s, not in the public list") % {"kind": kind}


class ContributorFiguresView(ReadableExport, ReportView):
    page_title = gettext_lazy("Courses by contributor")
    header_icon = "group"
    index_url_name = "prakerja_courses_by_contributor"
    index_results_url_name = "prakerja_courses_by_contributor_results"
    any_permission_required = ["view", "change"]
    filterset_class = ContributorFilterSet
    table_class = CardTable
    is_searchable = True
    search_backend_name = None
    search_fields = ["name"]
    default_ordering = "name"
    verbose_name_plural = gettext_lazy("contributors")
    figures = {
        "public": gettext_lazy("Public courses"),
        "in_review": gettext_lazy("In review"),
        "drafts": gettext_lazy("Drafts"),
    }
    reports_heading = gettext_lazy("Open reports")

    @cached_property
    def permission_policy(self):
        return policy_registry.get_by_type(Contributor)

    @cached_property
    def shows_reports(self):
        return may_see_queue(self.request.user)

    @property
    def columns(self):
        figures = [
            LabelledColumn(name, label=label, sort_key=name)
            for name, label in self.figures.items()
        ]
        return [
            TitleColumn(
                "name",
                label=gettext_lazy("Contributor"),
                get_url=self.edit_url,
                sort_key="name",
                width="25%",
            ),
            LabelledColumn("kind", label=gettext_lazy("Kind"), accessor=kind_text),
            *figures,
            LabelledColumn(
                "roles", label=gettext_lazy("Credited as"), accessor=roles_text
            ),
            LabelledDateColumn(
                "last_published",
                label=gettext_lazy("Last published"),
                sort_key="last_published",
            ),
            *self.report_columns(),
        ]

    def report_columns(self):
        if self.shows_reports:
            yield LabelledColumn("open_reports", label=self.reports_heading)

    def edit_url(self, contributor):
        if self.user_has_permission("change"):
            name = Contributor.snippet_viewset.get_url_name("edit")
            return reverse(name, args=[contributor.pk])
        return None

    @property
    def export_headings(self):
        headings = {
            "name": gettext_lazy("Contributor"),
            "get_kind_display": gettext_lazy("Kind"),
            "listed": gettext_lazy("In the public list"),
            **self.figures,
            **{role.value: role.label for role in Role},
            "last_published": gettext_lazy("Last published"),
        }
        if self.shows_reports:
            headings["open_reports"] = self.reports_heading
        return headings

    @property
    def list_export(self):
        return [*self.export_headings]

    def get_base_queryset(self):
        return with_figures(Contributor.objects.all(), self.request.user)

    def get_filtered_queryset(self):
        return self.get_queryset()

    def decorate_paginated_queryset(self, contributors):
        contributors = list(contributors)
        reports = open_reports(contributors) if self.shows_reports else {}
        for contributor in contributors:
            contributor.open_reports = reports.get(contributor.pk, 0)
        return contributors
