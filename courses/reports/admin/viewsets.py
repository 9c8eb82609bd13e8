"""The queue of reports: what waits, for how long, and about what."""

import django_filters
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views.generic import IndexView

from ...admin.spreadsheets import ReadableExport
from ...admin.tables import CardTable, LabelledColumn
from ...lists import SeenViewSet
from ...models import ProblemReport
from .home_panel import ReportsMenuItem
from .views import ReportDetailView

State = ProblemReport.State


class ReportFilterSet(WagtailFilterSet):
    waiting = django_filters.BooleanFilter(label=_("Open"), method="filter_waiting")
    reported_at = django_filters.DateFromToRangeFilter(
        label=_("Reported at"), widget=DateRangePickerWidget
    )

    class Meta:
        model = ProblemReport
        fields = ("waiting", "state", "kind", "reported_at")

    def filter_waiting(self, reports, name, value):
        settled = {"state__in": [State.FIXED, State.DISMISSED]}
        return reports.exclude(**settled) if value else reports.filter(**settled)


def kind(report):
    return capfirst(report.get_kind_display())


def state(report):
    return capfirst(report.get_state_display())


def age(report):
    """How long a report waits, or waited."""
    return timesince(report.reported_at, report.handled_at or timezone.now(), depth=1)


class ReportIndexView(ReadableExport, IndexView):
    """The list; contacts stay out of its spreadsheets."""

    table_class = CardTable
    page_title = _("Problem reports")
    any_permission_required = ("view", "change")
    list_export = (
        "title",
        "get_kind_display",
        "place",
        "text",
        "get_state_display",
        "reported_at",
        "handled_at",
        "internal_note",
    )
    export_headings = {
        "get_kind_display": _("Kind"),
        "get_state_display": _("State"),
    }

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("page")


class ReportViewSet(SeenViewSet):
    model = ProblemReport
    name = "prakerja_reports"
    url_prefix = "problem-reports"
    icon = "warning"
    menu_item_class = ReportsMenuItem
    menu_label = _("Problem reports")
    menu_order = 230
    inspect_view_enabled = True
    index_view_class = ReportIndexView
    inspect_view_class = ReportDetailView
    filterset_class = ReportFilterSet
    ordering = ("-reported_at", "-pk")
    search_fields = ("title", "place", "text")
    list_display = (
        TitleColumn("title", label=_("Title"), url_name="prakerja_reports:inspect"),
        LabelledColumn("kind", label=_("Kind"), accessor=kind, sort_key="kind"),
        LabelledColumn("state", label=_("State"), accessor=state, sort_key="state"),
        LabelledColumn("age", label=_("Age"), accessor=age, sort_key="reported_at"),
        LabelledColumn("place", label=_("Place")),
    )
