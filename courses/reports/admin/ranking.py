"""Which pages are reported most, and what for."""

import django_filters
from django.db.models import Count, Max, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import policy_registry

from ...admin.spreadsheets import ReadableExport
from ...admin.tables import CardTable, LabelledColumn, LabelledDateColumn
from ...models import ProblemReport

Kind, State = ProblemReport.Kind, ProblemReport.State
OPEN = Q(state__in=[State.NEW, State.CHECKING])
COUNTS = {
    "all": (_("Reports"), Q()),
    "open": (_("Open"), OPEN),
    "fixed": (_("Fixed"), Q(state=State.FIXED)),
    "dismissed": (_("Nothing to fix"), Q(state=State.DISMISSED)),
    "video": (_("Video"), Q(kind=Kind.VIDEO)),
    "content": (_("Content"), Q(kind=Kind.CONTENT)),
    "copyright": (_("Rights"), Q(kind=Kind.COPYRIGHT)),
    "link": (_("Links"), Q(kind=Kind.LINK)),
    "other": (_("Other"), Q(kind=Kind.OTHER)),
}


class MostReportedFilterSet(WagtailFilterSet):
    reported_at = django_filters.DateFromToRangeFilter(
        label=_("Reported at"), widget=DateRangePickerWidget
    )

    class Meta:
        model = ProblemReport
        fields = ("kind", "state", "reported_at")


def edit_url(row):
    """A page that was deleted since has none."""
    return row["page"] and reverse("wagtailadmin_pages:edit", args=[row["page"]])


class MostReportedView(ReadableExport, ReportView):
    """One row a page; deleted pages are one row for each title."""

    page_title = _("Most reported")
    header_icon = "warning"
    filterset_class = MostReportedFilterSet
    table_class = CardTable
    index_url_name = "prakerja_courses_most_reported"
    index_results_url_name = "prakerja_courses_most_reported_results"
    any_permission_required = ("view", "change")
    list_export = ("now", *COUNTS, "latest")
    export_headings = {
        "now": _("Title"),
        **{name: heading for name, (heading, _query) in COUNTS.items()},
        "latest": _("Last reported at"),
    }
    columns = (
        TitleColumn("now", label=_("Title"), get_url=edit_url, width="240"),
        *(
            LabelledColumn(name, label=heading)
            for name, (heading, _query) in COUNTS.items()
        ),
        LabelledDateColumn("latest", label=_("Last reported at")),
    )

    @cached_property
    def permission_policy(self):
        return policy_registry.get_by_type(ProblemReport)

    def get_base_queryset(self):
        return ProblemReport.objects.all()

    def get_queryset(self):
        return self.get_base_queryset().order_by()

    def filter_queryset(self, queryset):
        found = super().filter_queryset(queryset)
        counts = {
            name: Count("pk", filter=query)
            for name, (_heading, query) in COUNTS.items()
        }
        rows = found.values("page", now=Coalesce("page__title", "title"))
        return rows.annotate(latest=Max("reported_at"), **counts).order_by(
            "-open", "-all", "now"
        )
