"""The report “Searches without result”, and a promoted result from one of its rows."""

import django_filters
from django.db.models import Count, Max, Sum
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.contrib.search_promotions.views import CreateView
from wagtail.permissions import policy_registry

from courses.admin.spreadsheets import ReadableExport
from courses.admin.tables import CardTable, LabelledColumn, LabelledLinkColumn

from .models import MissedSearch


class MissedSearchFilterSet(WagtailFilterSet):
    day = django_filters.DateFromToRangeFilter(
        label=_("Period"), widget=DateRangePickerWidget
    )
    at_least = django_filters.NumberFilter(
        label=_("At least this often"), min_value=1, method="keep_all"
    )

    class Meta:
        model = MissedSearch
        fields = ["day", "at_least"]

    def keep_all(self, misses, name, value):
        """The sums are known only after all other filters."""
        return misses

    @property
    def fewest(self):
        return self.form.cleaned_data.get("at_least") if self.is_valid() else None


def search_url(row):
    return f"{reverse('search')}?{urlencode({'q': row['phrase']})}"


def promote_url(row):
    return f"{reverse('search_promote')}?{urlencode({'query': row['phrase']})}"


class MissedSearchesView(ReadableExport, ReportView):
    """One row a phrase, over all days of the period."""

    page_title = _("Searches without result")
    header_icon = "search"
    model = MissedSearch
    index_url_name = "search_misses"
    index_results_url_name = "search_misses_results"
    any_permission_required = ["view"]
    filterset_class = MissedSearchFilterSet
    table_class = CardTable
    is_searchable = True
    search_fields = ["phrase"]
    default_ordering = "-number"
    verbose_name_plural = _("searches without result")
    export_headings = {
        "phrase": _("Searched for"),
        "number": _("How often"),
        "days": _("On how many days"),
        "last_day": _("Last on"),
    }
    list_export = [*export_headings]

    @property
    def columns(self):
        columns = [
            TitleColumn(
                "phrase",
                label=_("Searched for"),
                get_url=search_url,
                sort_key="phrase",
                width="40%",
            ),
            LabelledColumn("number", label=_("How often"), sort_key="number"),
            LabelledColumn("days", label=_("On how many days"), sort_key="days"),
            LabelledColumn("last_day", label=_("Last on"), sort_key="last_day"),
        ]
        return columns + [PROMOTE] * self.may_promote

    @cached_property
    def may_promote(self):
        policy = policy_registry.get_by_type(SearchPromotion)
        return policy.user_has_permission(self.request.user, "add")

    def get_filtered_queryset(self):
        misses = self.filter_queryset(self.get_base_queryset())
        rows = self.search_queryset(misses).order_by().values("phrase")
        rows = rows.annotate(
            number=Sum("times"), days=Count("pk"), last_day=Max("day")
        ).order_by(self.ordering, "phrase")
        fewest = self.filters.fewest
        return rows.filter(number__gte=fewest) if fewest else rows


PROMOTE = LabelledLinkColumn(
    "promote",
    label=_("What you can do"),
    accessor=lambda row: _("Suggest a page"),
    get_url=promote_url,
)


class PromoteView(CreateView):
    """Wagtail's form for a promoted result, with the words filled in."""

    def get_initial(self):
        return {"query_string": self.request.GET.get("query", "")}
