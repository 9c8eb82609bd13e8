"""How the advertising network stands in the admin's menu."""

import django_filters
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from ...adsense.arriving import arrived, rows_for
from ...adsense.overview import overview
from ...days import day_words
from ...ledger import accounts
from ...ledger.books import active_book
from ...models import AdPayment
from ..bank.rights import may_read_rows
from ..columns import AmountColumn, FirstColumn, WideColumn
from ..known_facts import KnownFactsMixin
from ..safe_lists import SafeIndexView
from ..seen import SeenInspectView, SeenViewSet, moment
from .deciding import ArriveView, EstimateView, RowView, UndoView, seen_payments
from .importing import ImportView, TypedView


def day(payment):
    return day_words(payment.day)


def state(payment):
    if payment.waits:
        return pgettext_lazy("pending entry", "waits for approval")
    if not payment.is_booked:
        return _("undone") if payment.turn > 1 else _("not booked")
    if arrived(payment):
        return pgettext_lazy("payment", "at the bank")
    return _("on its way to the bank")


def into(payment):
    return accounts.account_label(payment.into)


def entry(payment):
    return payment.entry and str(payment.entry.seq)


def author(payment):
    return payment.made_by and payment.made_by.get_username()


class AdPaymentFilterSet(WagtailFilterSet):
    day = django_filters.DateFromToRangeFilter(
        label=_("Paid on"), widget=DateRangePickerWidget
    )

    class Meta:
        model = AdPayment
        fields = ("book", "currency", "day")


class AdPaymentIndexView(SafeIndexView):
    page_title = _("Advertising network")
    template_name = "prakerja_donate/admin/adsense/index.html"
    exported = {
        "day": (_("Paid on"), lambda payment: payment.day),
        "name": (pgettext_lazy("payment", "Name"), lambda payment: payment.name),
        "amount": (_("Amount"), lambda payment: payment.amount.major),
        "currency": (_("Currency"), lambda payment: payment.currency),
        "state": (_("State"), lambda payment: str(state(payment))),
        "entry": (_("Number in the books"), entry),
        "author": (_("Recorded by"), author),
        "book": (_("Book"), lambda payment: payment.book_id),
    }

    def get_base_queryset(self):
        return seen_payments()

    @property
    def header_buttons(self):
        """They stand in the page, where there is room for them."""
        return []

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if not self.results_only:
            context["overview"] = overview(active_book())
            context["may_add"] = self.user_has_permission("add")
        return context


class AdPaymentInspectView(KnownFactsMixin, SeenInspectView):
    page_title = _("Payment of the network")
    template_name = "prakerja_donate/admin/adsense/payment.html"
    facts = (
        (_("Amount"), lambda payment: str(payment.amount)),
        (_("State"), state),
        (_("Paid on"), day),
        (pgettext_lazy("payment", "Name"), lambda payment: payment.name),
        (_("Booked to"), into),
        (_("Number in the books"), entry),
        (_("Recorded by"), author),
        (_("Recorded at"), moment("made_at")),
        (_("Book"), lambda payment: payment.book.get_name_display()),
    )

    def get_object(self, queryset=None):
        return get_object_or_404(seen_payments(), pk=self.pk)

    def get_page_subtitle(self):
        return str(self.object.amount)

    def get_context_data(self, **kwargs):
        payment = self.object
        may = self.user_has_permission("add") and payment.is_booked
        may = may and not payment.waits
        waits = may and not arrived(payment)
        may_read = waits and may_read_rows(self.request.user)
        return super().get_context_data(
            payment=payment,
            may_undo=may,
            may_arrive=waits,
            rows=rows_for(payment).order_by("-day")[:10] if may_read else [],
            **kwargs,
        )


class AdPaymentViewSet(SeenViewSet):
    model = AdPayment
    name = "prakerja_donate_adsense"
    url_prefix = "advertising-network"
    icon = "download"
    menu_label = _("Advertising network")
    ordering = ("-day", "-pk")
    index_view_class = AdPaymentIndexView
    inspect_view_class = AdPaymentInspectView
    filterset_class = AdPaymentFilterSet
    search_fields = ("name",)
    export_filename = "ad-payments"
    list_display = (
        FirstColumn(
            "day",
            label=_("Paid on"),
            accessor=day,
            sort_key="day",
            url_name="prakerja_donate_adsense:inspect",
            below=(state,),
        ),
        AmountColumn("amount", label=_("Amount"), sort_key="amount_minor"),
        WideColumn("state", label=_("State"), accessor=state),
        WideColumn("name", label=pgettext_lazy("payment", "Name")),
        WideColumn("entry", label=_("Number in the books"), accessor=entry),
        WideColumn("book", label=_("Book"), accessor="book.get_name_display"),
    )

    def get_urlpatterns(self):
        places = {
            "new": ("add", ImportView),
            "one": ("one", TypedView),
            "estimate": ("estimate", EstimateView),
            "<int:pk>/arrived": ("arrive", ArriveView),
            "<int:pk>/movement/<int:row>": ("row", RowView),
            "<int:pk>/undo": ("undo", UndoView),
        }
        return [
            *super().get_urlpatterns(),
            *(
                path(f"{place}/", self.construct_view(view), name=name)
                for place, (name, view) in places.items()
            ),
        ]
