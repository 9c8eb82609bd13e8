"""How the books stand in the admin's menu."""

import django_filters
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from ..health.unproved import unproved
from ..models import Book, JournalEntry
from .bank.menu import BankGroup
from .cash.menu import CASH_VIEWSETS
from .chart import AccountViewSet
from .columns import AmountColumn, FirstColumn, WideColumn
from .correcting import CorrectView
from .forms import EntryForm
from .monthly.viewset import PromiseViewSet
from .movements import MovementViewSet
from .payments import DonationViewSet, EventViewSet
from .proofs import AddedProofView, AddProofView, ProofView
from .reading import book_name, cash, day, has_proof, number, state, what
from .recording import RecordView
from .refunds.viewset import RefundViewSet
from .views import EntryIndexView, EntryInspectView


class EntryFilterSet(WagtailFilterSet):
    book = django_filters.ChoiceFilter(label=_("Book"), choices=Book.Name.choices)
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=JournalEntry.Kind.choices
    )
    local_date = django_filters.DateFromToRangeFilter(
        label=_("Date"), widget=DateRangePickerWidget
    )

    proof = django_filters.ChoiceFilter(
        label=_("Proof document"),
        choices=[("missing", _("missing, and nobody said why"))],
        method="filter_proof",
    )

    class Meta:
        model = JournalEntry
        fields = ("book", "kind", "local_date", "proof")

    def filter_proof(self, queryset, name, value):
        return queryset.filter(pk__in=unproved())


class EntryViewSet(ModelViewSet):
    model = JournalEntry
    name = "prakerja_donate_entries"
    url_prefix = "cash-book"
    icon = "list-ul"
    menu_label = _("Entries")
    index_view_class = EntryIndexView
    add_view_class = RecordView
    inspect_view_class = EntryInspectView
    inspect_view_enabled = True
    copy_view_enabled = False
    add_to_reference_index = False
    template_prefix = "prakerja_donate/admin/"
    ordering = ("-booked_at", "-seq")
    filterset_class = EntryFilterSet
    search_fields = ("note__text", "source_key")
    search_backend_name = None
    export_filename = "cash-book"
    list_display = (
        FirstColumn(
            "what",
            label=_("What for"),
            accessor=what,
            url_name="prakerja_donate_entries:inspect",
            below=(day, number, state),
        ),
        AmountColumn("cash", label=_("Change of cash"), accessor=cash),
        WideColumn(
            "local_date",
            label=_("Date"),
            accessor=day,
            sort_key="local_date",
            classname="w-whitespace-nowrap",
        ),
        WideColumn("seq", label=_("Number"), sort_key="seq"),
        WideColumn("kind", label=_("Kind"), accessor="get_kind_display"),
        WideColumn("proof", label=_("Proof"), accessor=has_proof),
        WideColumn("state", label=_("State"), accessor=state),
        WideColumn("book", label=_("Book"), accessor=book_name),
    )

    def get_form_class(self, for_update=False):
        return EntryForm

    def register_admin_url_finder(self):
        """An entry has no page on which it could be edited."""

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(
            correct_url_name=self.get_url_name("correct"),
            proof_url_name=self.get_url_name("proof"),
            add_proof_url_name=self.get_url_name("add_proof"),
            again_url_name=self.get_url_name("again"),
            **kwargs,
        )

    def get_add_view_kwargs(self, **kwargs):
        return {"form_class": self.get_form_class(), **kwargs}

    def get_urlpatterns(self):
        """No address at all for what must not be done: edit, delete, copy."""
        correct = self.construct_view(CorrectView)
        proof = self.construct_view(ProofView)
        added = self.construct_view(AddedProofView)
        add_proof = self.construct_view(AddProofView)
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", self.add_view, name="add"),
            path("<uuid:pk>/", self.inspect_view, name="inspect"),
            path("<uuid:pk>/correct/", correct, name="correct"),
            path("<uuid:pk>/again/", self.add_view, name="again"),
            path("<uuid:pk>/proof/", proof, name="proof"),
            path("<uuid:pk>/add-proof/", add_proof, name="add_proof"),
            path("<uuid:pk>/proof/<int:added>/", added, name="added_proof"),
        ]


class CashBookGroup(ModelViewSetGroup):
    menu_label = _("Cash book")
    menu_icon = "form"
    menu_order = 350
    items = (
        EntryViewSet,
        DonationViewSet,
        PromiseViewSet,
        RefundViewSet,
        EventViewSet,
        MovementViewSet,
        AccountViewSet,
        BankGroup,
        *CASH_VIEWSETS,
    )
