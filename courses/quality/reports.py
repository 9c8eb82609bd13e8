"""The report “Course quality”: one row for each finding."""

from dataclasses import dataclass

import django_filters
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from ..models import CategoryPage, CoursePage
from ..spreadsheets import HARMLESS
from .checking import check_courses
from .findings import Code, Finding, Level

PUBLIC, DRAFT = _("public"), _("draft")


@dataclass(frozen=True)
class Row:
    """A finding as the report shows and exports it."""

    course: CoursePage
    category: str
    finding: Finding

    @property
    def title(self):
        return self.course.title

    @property
    def status(self):
        return str(PUBLIC if self.course.live else DRAFT)

    @property
    def place(self):
        return f"{self.category} ({self.status})"

    @property
    def level(self):
        return str(Level(self.finding.level).label)

    @property
    def code(self):
        return str(self.finding.label)

    @property
    def text(self):
        return self.finding.text

    @property
    def edit_url(self):
        page = self.finding.lesson or self.course.pk
        return reverse("wagtailadmin_pages:edit", args=[page])


class QualityFilterSet(WagtailFilterSet):
    """Level and kind sift the findings, the others the courses."""

    level = django_filters.ChoiceFilter(
        label=_("Level"), choices=Level, method="keep_all"
    )
    code = django_filters.ChoiceFilter(
        label=_("Finding"), choices=Code, method="keep_all"
    )
    category = django_filters.ModelChoiceFilter(
        label=_("Category"),
        queryset=CategoryPage.objects.filter(alias_of=None).order_by("path"),
        method="keep_below",
    )
    live = django_filters.ChoiceFilter(
        label=_("Status"), choices=[(True, PUBLIC), (False, DRAFT)]
    )

    class Meta:
        model = CoursePage
        fields = ["level", "code", "category", "live"]

    def keep_all(self, courses, name, value):
        return courses

    def keep_below(self, courses, name, category):
        return courses.descendant_of(category)

    def wants(self, finding):
        chosen = self.form.cleaned_data
        return all(
            chosen.get(name) in ("", None, getattr(finding, name))
            for name in ("level", "code")
        )


class CourseQualityView(ReportView):
    page_title = _("Course quality")
    header_icon = "glasses"
    index_url_name = "prakerja_courses_quality"
    index_results_url_name = "prakerja_courses_quality_results"
    any_permission_required = ["add", "change", "publish"]
    filterset_class = QualityFilterSet
    verbose_name_plural = _("findings")
    columns = [
        TitleColumn(
            "title", label=_("Course"), get_url=lambda row: row.edit_url, width="25%"
        ),
        Column("level", label=_("Level")),
        Column("text", label=_("What to do"), width="40%"),
        Column("place", label=_("Category")),
    ]
    list_export = ["title", "category", "status", "level", "code", "text"]
    export_headings = {
        "title": _("Course"),
        "category": _("Category"),
        "status": _("Status"),
        "level": _("Level"),
        "code": _("Finding"),
        "text": _("What to do"),
    }
    export_filename = "course-quality"
    custom_value_preprocess = {**ReportView.custom_value_preprocess, **HARMLESS}

    @cached_property
    def permission_policy(self):
        return policy_registry.get_by_type(Page)

    def get_queryset(self):
        """The courses that this person may change; others' drafts stay unseen."""
        own = self.permission_policy.instances_user_has_any_permission_for(
            self.request.user, ["change", "publish"]
        )
        return CoursePage.objects.filter(
            pk__in=own.order_by().values("pk"), alias_of=None
        )

    def get_filtered_queryset(self):
        courses = self.filter_queryset(self.get_queryset())
        categories = dict(CategoryPage.objects.values_list("path", "title"))
        rows = [
            Row(course, categories.get(course.path[: -Page.steplen], ""), finding)
            for course, findings in check_courses(courses)
            for finding in findings
            if self.filters.wants(finding)
        ]
        return sorted(rows, key=lambda row: not row.finding.is_error)
