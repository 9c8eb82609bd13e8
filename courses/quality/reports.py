"""The report “Course quality”: one row for each finding."""

from dataclasses import dataclass
from itertools import chain

import django_filters
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import TitleColumn

from ..admin.tables import LabelledColumn
from ..models import CoursePage, LearningPathPage
from ..overviews.courses import (
    CourseFilterSet,
    CourseReportView,
    CourseRow,
    pages_to_mend,
)
from .checking import check_courses, check_paths
from .findings import Code, Finding, Level


@dataclass(frozen=True)
class Row(CourseRow):
    """A finding as the report shows and exports it."""

    finding: Finding

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


class QualityFilterSet(CourseFilterSet):
    """Level and kind sift the findings, the others the courses."""

    level = django_filters.ChoiceFilter(
        label=_("Level"), choices=Level, method="keep_all"
    )
    code = django_filters.ChoiceFilter(
        label=_("Finding"), choices=Code, method="keep_all"
    )

    class Meta:
        model = CoursePage
        fields = ["level", "code", "category", "live"]

    def keep_all(self, courses, name, value):
        return courses

    def keep_paths(self, paths):
        """Paths are in no category."""
        chosen = self.form.cleaned_data
        if chosen.get("category"):
            return paths.none()
        live = chosen.get("live")
        return paths.filter(live=live == "True") if live else paths

    def wants(self, finding):
        """Hints are listed only where somebody asks for them."""
        chosen = self.form.cleaned_data
        if finding.is_hint and not chosen.get("code"):
            return False
        return all(
            chosen.get(name) in ("", None, getattr(finding, name))
            for name in ("level", "code")
        )


class CourseQualityView(CourseReportView):
    page_title = _("Course quality")
    header_icon = "glasses"
    index_url_name = "prakerja_courses_quality"
    index_results_url_name = "prakerja_courses_quality_results"
    filterset_class = QualityFilterSet
    verbose_name_plural = _("findings")
    columns = [
        TitleColumn(
            "title", label=_("Course"), get_url=lambda row: row.edit_url, width="25%"
        ),
        LabelledColumn("level", label=_("Level")),
        LabelledColumn("text", label=_("What to do"), width="40%"),
        LabelledColumn("place", label=_("Category")),
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

    def get_filtered_queryset(self):
        courses = self.get_queryset()
        rows = [
            Row(page, self.category(page), finding)
            for page, findings in chain(check_courses(courses), self.checked_paths())
            for finding in findings
            if self.filters.wants(finding)
        ]
        return sorted(rows, key=lambda row: not row.finding.is_error)

    def checked_paths(self):
        paths = pages_to_mend(LearningPathPage, self.request.user)
        return check_paths(self.filters.keep_paths(paths))

    def category(self, page):
        if isinstance(page, LearningPathPage):
            return capfirst(page._meta.verbose_name)
        return super().category(page)
