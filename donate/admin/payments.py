"""What came through payment services: gifts on their way, and what was told of them.

To be looked at only. Who gave is not shown here, and the address of the donor's private
page neither: it is the key to it. A gift can be looked for by its donor all the same.
"""

import django_filters
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget

from ..bank.candidates import short_code
from ..gateways.stripe import HANDLED
from ..models import Book, Donation, ProviderEvent
from ..money import Money
from .columns import AmountColumn, FirstColumn, ListColumn, WideColumn
from .gift_search import gifts_found
from .refunds.offering import RefundableMixin
from .safe_lists import SafeIndexView
from .seen import (
    AttentionFilterSet,
    SeenInspectView,
    SeenViewSet,
    attention,
    moment,
    state,
)


class DonationFilterSet(AttentionFilterSet):
    created_at = django_filters.DateFromToRangeFilter(
        label=_("Made at"), widget=DateRangePickerWidget
    )

    class Meta:
        model = Donation
        fields = ("attention", "state", "method", "book", "created_at")


class EventFilterSet(AttentionFilterSet):
    book = django_filters.ChoiceFilter(
        label=_("Book"), choices=Book.Name.choices, method="filter_book"
    )
    received_at = django_filters.DateFromToRangeFilter(
        label=_("Received at"), widget=DateRangePickerWidget
    )

    class Meta:
        model = ProviderEvent
        fields = ("attention", "state", "book", "received_at")

    def filter_book(self, queryset, name, value):
        return queryset.filter(livemode=value == Book.Name.LIVE)


def amount(donation):
    return Money(donation.amount_minor, donation.currency)


def book(row):
    """Name the book of a gift, or the one an event belongs to."""
    live = row.livemode if isinstance(row, ProviderEvent) else row.book_id == "live"
    return (Book.Name.LIVE if live else Book.Name.TEST).label


def told(event):
    """Say what a payment service told us; what is not for us has no words."""
    return capfirst(HANDLED.get(event.type, _("something that is not for us")))


def advice(event):
    if event.needs_attention:
        return _(
            "This was tried many times and failed. Ask whoever runs the server to look "
            "at the reason below."
        )
    return ""


def reference(gift):
    return short_code(gift.public_id)


def service_reference(gift):
    """A transfer has none: no payment service ever heard of it."""
    return str(gift.public_id) if gift.method == Donation.Method.STRIPE else ""


class DonationIndexView(SafeIndexView):
    exported = {
        "created_at": (_("Made at"), lambda gift: gift.created_at),
        "amount": (_("Amount"), lambda gift: amount(gift).major),
        "asked": (_("Amount to pay"), lambda gift: gift.asked.major),
        "currency": (_("Currency"), lambda gift: gift.currency),
        "method": (_("Way to pay"), lambda gift: gift.get_method_display()),
        "state": (_("State"), lambda gift: gift.get_state_display()),
        "paid_at": (_("Paid at"), lambda gift: gift.paid_at),
        "booked_at": (_("Booked at"), lambda gift: gift.booked_at),
        "reference": (_("Reference"), lambda gift: str(gift.public_id)),
        "book": (_("Book"), lambda gift: str(book(gift))),
    }

    def search_queryset(self, queryset):
        if not self.is_searching:
            return queryset
        may_see = self.request.user.has_perm("prakerja_donate.change_donorcontact")
        return gifts_found(queryset, self.search_query, with_donors=may_see)


class DonationInspectView(RefundableMixin, SeenInspectView):
    page_title = _("Gift")
    facts = (
        (_("Amount"), amount),
        (_("Amount to pay"), lambda gift: str(gift.asked)),
        (_("Short reference"), reference),
        (_("Way to pay"), Donation.get_method_display),
        (_("State"), state),
        (_("What needs attention"), lambda gift: gift.problem_words),
        (_("Made at"), moment("created_at")),
        (_("Paid at"), moment("paid_at")),
        (_("Booked at"), moment("booked_at")),
        (_("Last asked"), moment("checked_at")),
        (_("Book"), book),
        (_("Reference at the payment service"), service_reference),
    )

    def get_page_subtitle(self):
        return str(amount(self.object))


class EventInspectView(SeenInspectView):
    page_title = _("Payment event")
    facts = (
        (_("What happened"), told),
        (_("State"), state),
        (_("What needs attention"), advice),
        (_("Received at"), moment("received_at")),
        (_("Last worked on"), moment("processed_at")),
        (_("Attempts"), lambda event: str(event.attempts)),
        (_("Book"), book),
        (_("Its name at the payment service"), lambda e: e.event_id),
        (_("Kind at the payment service"), lambda e: e.type),
        (_("What it is about"), lambda event: event.object_id),
        (_("Technical reason"), lambda event: event.error),
    )

    def get_page_subtitle(self):
        return told(self.object)


class DonationViewSet(SeenViewSet):
    model = Donation
    name = "prakerja_donate_donations"
    url_prefix = "cash-book-gifts"
    icon = "pick"
    menu_label = _("Gifts by payment service")
    ordering = ("-created_at", "-pk")
    filterset_class = DonationFilterSet
    index_view_class = DonationIndexView
    export_filename = "gifts"
    # What it searches is told in gift_search; without any there is no field for it.
    search_fields = ("public_id",)
    inspect_view_class = DonationInspectView
    list_display = (
        FirstColumn(
            "created_at",
            label=_("Made at"),
            accessor=moment("created_at"),
            sort_key="created_at",
            url_name="prakerja_donate_donations:inspect",
            below=(state,),
        ),
        AmountColumn(
            "asked",
            label=_("Amount to pay"),
            accessor="asked",
            sort_key="amount_minor",
        ),
        WideColumn("state", label=_("State"), accessor="get_state_display"),
        WideColumn("attention", label=_("Needs attention"), accessor=attention),
        WideColumn("method", label=_("Way to pay"), accessor="get_method_display"),
        WideColumn("booked_at", label=_("Booked at"), accessor=moment("booked_at")),
        WideColumn("book", label=_("Book"), accessor=book),
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
    inspect_view_class = EventInspectView
    list_display = (
        FirstColumn(
            "received_at",
            label=_("Received at"),
            accessor=moment("received_at"),
            sort_key="received_at",
            url_name="prakerja_donate_events:inspect",
            below=(state,),
        ),
        ListColumn("told", label=_("What happened"), accessor=told),
        WideColumn("state", label=_("State"), accessor="get_state_display"),
        WideColumn("attention", label=_("Needs attention"), accessor=attention),
        WideColumn("book", label=_("Book"), accessor=book),
    )
