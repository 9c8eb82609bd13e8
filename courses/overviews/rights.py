"""The report “Course rights”: what each course may do here, and what is not settled."""

from functools import reduce
from operator import or_

import django_filters
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Trim
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.ui.tables import TitleColumn

from ..admin.tables import LabelledColumn, LabelledDateColumn, LabelledLinkColumn
from ..models import CoursePage, Licence
from ..models.abuse import host_of
from ..quality.completeness import rights_code
from ..quality.findings import Code
from ..rights import publishing_errors
from .courses import CourseFilterSet, CourseReportView, CourseRow

State = Licence.State
NO_LICENCE, ANYTHING = "none", "anything"
# What ``rights.publishing_errors`` says of one course, asked of all of them.
UNSETTLED = {
    Code.NO_LICENCE: Q(licence=None),
    Code.LICENCE_UNKNOWN: Q(licence__state=State.UNKNOWN),
    Code.NO_PERMISSION: Q(licence__state=State.BY_PERMISSION, rights_note=""),
    Code.NO_SOURCE: Q(licence__state=State.LINK_ONLY, source_url=""),
    Code.NO_HOLDER: Q(holder=""),
}
ANY_UNSETTLED = reduce(or_, UNSETTLED.values())


class Row(CourseRow):
    """A course with what its rights say."""

    def __getattr__(self, name):
        return getattr(self.course, name)

    @property
    def licence(self):
        return str(self.course.licence or "")

    @property
    def state(self):
        licence = self.course.licence
        return str(licence.get_state_display() if licence else "")

    @property
    def source_host(self):
        return host_of(self.course.source_url)

    @property
    def terms(self):
        """The licence, and whether something is written beside it."""
        if not self.course.rights_note:
            return self.licence
        return _("%(licence)s, with a note") % {"licence": self.licence}

    @property
    def unsettled(self):
        fields = publishing_errors(self.course)
        return ", ".join(str(rights_code(self.course, name).label) for name in fields)


class RightsFilterSet(CourseFilterSet):
    unsettled = django_filters.ChoiceFilter(
        label=gettext_lazy("Not settled"),
        choices=[
            (ANYTHING, gettext_lazy("anything")),
            *((code.value, code.label) for code in UNSETTLED),
        ],
        method="keep_unsettled",
    )
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("Kind of permission"),
        choices=[*State.choices, (NO_LICENCE, gettext_lazy("no licence chosen"))],
        method="keep_state",
    )
    licence = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Licence"), queryset=Licence.objects.all()
    )
    latest_revision_created_at = django_filters.DateFromToRangeFilter(
        label=gettext_lazy("Last changed"), widget=DateRangePickerWidget
    )

    class Meta:
        model = CoursePage
        fields = [
            "unsettled",
            "state",
            "licence",
            "category",
            "live",
            "latest_revision_created_at",
        ]

    def keep_unsettled(self, courses, name, code):
        return courses.filter(UNSETTLED.get(code, ANY_UNSETTLED))

    def keep_state(self, courses, name, state):
        if state == NO_LICENCE:
            return courses.filter(licence=None)
        return courses.filter(licence__state=state)


class CourseRightsView(CourseReportView):
    page_title = gettext_lazy("Course rights")
    header_icon = "key"
    index_url_name = "prakerja_courses_rights"
    index_results_url_name = "prakerja_courses_rights_results"
    filterset_class = RightsFilterSet
    is_searchable = True
    search_backend_name = None
    search_fields = ["title", "rights_holder"]
    default_ordering = ("-is_unsettled", "-live", "title", "pk")
    verbose_name_plural = gettext_lazy("courses")
    columns = [
        TitleColumn(
            "title",
            label=gettext_lazy("Course"),
            get_url=lambda row: row.edit_url,
            sort_key="title",
            width="25%",
        ),
        LabelledColumn("unsettled", label=gettext_lazy("Not settled"), width="15%"),
        LabelledColumn("terms", label=gettext_lazy("Licence"), sort_key="licence"),
        LabelledColumn(
            "rights_holder",
            label=gettext_lazy("Rights holder"),
            sort_key="rights_holder",
        ),
        LabelledLinkColumn(
            "source_host",
            label=gettext_lazy("Source"),
            get_url=lambda row: row.source_url,
        ),
        LabelledColumn("place", label=gettext_lazy("Category")),
        LabelledDateColumn(
            "latest_revision_created_at",
            label=gettext_lazy("Last changed"),
            sort_key="latest_revision_created_at",
        ),
    ]
    export_headings = {
        "title": gettext_lazy("Course"),
        "category": gettext_lazy("Category"),
        "status": gettext_lazy("Status"),
        "unsettled": gettext_lazy("Not settled"),
        "state": gettext_lazy("Kind of permission"),
        "licence": gettext_lazy("Licence"),
        "rights_holder": gettext_lazy("Rights holder"),
        "rights_note": gettext_lazy("Permission or note"),
        "source_url": gettext_lazy("Source"),
        "latest_revision_created_at": gettext_lazy("Last changed"),
    }
    list_export = [*export_headings]

    def get_base_queryset(self):
        courses = super().get_base_queryset().select_related("licence")
        return courses.defer_streamfields().annotate(
            holder=Trim("rights_holder"),
            is_unsettled=Case(When(ANY_UNSETTLED, then=Value(1)), default=Value(0)),
        )

    def decorate_paginated_queryset(self, courses):
        return [Row(course, self.category(course)) for course in courses]

    def get_table(self, courses):
        """Wagtail decorates what it lists only after it made the table."""
        return super().get_table(self.decorate_paginated_queryset(courses))
