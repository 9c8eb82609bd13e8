"""The account at a payment service, as it was told; to be looked at only."""

import django_filters
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget

from ..models import Book, Movement
from .columns import AmountColumn, FirstColumn, WideColumn
from .seen import AttentionFilterSet, SeenInspectView, SeenViewSet, moment, state


class MovementFilterSet(AttentionFilterSet):
    book = django_filters.ChoiceFilter(
        label=_("Book"), choices=Book.Name.choices, method="filter_book"
    )
    occurred_at = django_filters.DateFromToRangeFilter(
        label=_("Occurred at"), widget=DateRangePickerWidget
    )

    class Meta:
        model = Movement
        fields = ("attention", "state", "role", "book", "occurred_at")

    def filter_book(self, queryset, name, value):
        return queryset.filter(livemode=value == Book.Name.LIVE)


def what(movement):
    return capfirst(movement.get_role_display())


def book(movement):
    return (Book.Name.LIVE if movement.livemode else Book.Name.TEST).label


class MovementInspectView(SeenInspectView):
    page_title = _("Movement at a payment service")
    facts = (
        (_("What it is"), what),
        (_("State"), state),
        (_("What needs attention"), lambda movement: movement.problem_words),
        (_("Amount"), lambda movement: str(movement.amount)),
        (_("Fee, with the tax on it"), lambda movement: str(movement.fee)),
        (_("Tax on the fee"), lambda movement: str(movement.tax)),
        (_("Change of the balance"), lambda movement: str(movement.net)),
        (_("In the donor's currency"), lambda movement: movement.charged),
        (_("Exchange rate"), lambda movement: movement.exchange_rate),
        (_("Occurred at"), moment("occurred_at")),
        (_("Can be paid out from"), moment("available_on")),
        (_("Number in the books"), lambda m: m.entry and str(m.entry.seq)),
        (_("Book"), book),
        (_("Its name at the payment service"), lambda m: m.object_id),
        (_("Kind at the payment service"), lambda m: f"{m.type} {m.category}"),
        (_("What it is about"), lambda movement: movement.source_id),
        (_("Payout"), lambda movement: movement.payout_id),
        (_("Technical reason"), lambda movement: movement.problem),
    )

    def get_page_subtitle(self):
        return str(self.object.net)


class MovementViewSet(SeenViewSet):
    model = Movement
    name = "prakerja_donate_movements"
    url_prefix = "cash-book-movements"
    icon = "order"
    menu_label = _("Account at the payment service")
    ordering = ("-occurred_at", "-pk")
    filterset_class = MovementFilterSet
    search_fields = ("object_id", "source_id", "payout_id", "type")
    inspect_view_class = MovementInspectView
    list_display = (
        FirstColumn(
            "role",
            label=_("What it is"),
            accessor=what,
            url_name="prakerja_donate_movements:inspect",
            below=(moment("occurred_at"), state),
        ),
        AmountColumn(
            "net",
            label=_("Change of the balance"),
            accessor="net",
            sort_key="net_minor",
        ),
        WideColumn("fee", label=_("Fee"), accessor="fee"),
        WideColumn(
            "occurred_at",
            label=_("Occurred at"),
            accessor=moment("occurred_at"),
            sort_key="occurred_at",
        ),
        WideColumn("state", label=_("State"), accessor=state),
        WideColumn("book", label=_("Book"), accessor=book),
    )
