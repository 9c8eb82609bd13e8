"""What came through payment services: gifts on their way, and what was told of them.

To be looked at only. Who gave is not shown here, and the address of the donor's private
page neither: it is the key to it.
"""

import django_filters
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from ..models import Book, Donation, ProviderEvent
from ..money import Money


class DonationFilterSet(WagtailFilterSet):
    stuck = django_filters.BooleanFilter(
        label=_("Waits for a person"), method="filter_stuck"
    )
    created_at = django_filters.DateFromToRangeFilter(
        label=_("Made at"), widget=DateRangePickerWidget
    )

    class Meta:
        model = Donation
        fields = ("stuck", "state", "method", "book", "created_at")

    def filter_stuck(self, queryset, name, value):
        return queryset.exclude(problem="") if value else queryset.filter(problem="")


class EventFilterSet(WagtailFilterSet):
    received_at = django_filters.DateFromToRangeFilter(
        label=_("Received at"), widget=DateRangePickerWidget
    )

    class Meta:
        model = ProviderEvent
        fields = ("state", "livemode", "received_at")


def amount(donation):
    return Money(donation.amount_minor, donation.currency)


def book(row):
    """Name the book of a gift, or the one an event belongs to."""
    live = row.livemode if isinstance(row, ProviderEvent) else row.book_id == "live"
    return (Book.Name.LIVE if live else Book.Name.TEST).label


class SeenViewSet(ModelViewSet):
    """A list and nothing else."""

    index_view_class = IndexView
    copy_view_enabled = False
    add_to_reference_index = False
    search_backend_name = None

    def register_admin_url_finder(self):
        """A row has no page of its own."""

    def get_urlpatterns(self):
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
        ]


class DonationViewSet(SeenViewSet):
    model = Donation
    name = "prakerja_donate_donations"
    url_prefix = "cash-book-gifts"
    icon = "pick"
    menu_label = _("Gifts by payment service")
    ordering = ("-created_at", "-pk")
    filterset_class = DonationFilterSet
    search_fields = ("public_id", "problem")
    list_display = (
        Column("created_at", label=_("Made at"), sort_key="created_at"),
        Column("amount", label=_("Amount"), accessor=amount, sort_key="amount_minor"),
        "method",
        "state",
        "problem",
        "paid_at",
        "booked_at",
        Column("public_id", label=_("Reference")),
        Column("book", label=_("Book"), accessor=book),
    )


class EventViewSet(SeenViewSet):
    model = ProviderEvent
    name = "prakerja_donate_events"
    url_prefix = "cash-book-events"
    icon = "history"
    menu_label = _("Payment events")
    ordering = ("-received_at", "-pk")
    filterset_class = EventFilterSet
    search_fields = ("event_id", "object_id", "type")
    list_display = (
        Column("received_at", label=_("Received at"), sort_key="received_at"),
        "type",
        "state",
        "error",
        "attempts",
        "processed_at",
        "event_id",
        "object_id",
        Column("book", label=_("Book"), accessor=book),
    )
