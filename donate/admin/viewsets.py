"""How the books stand in the admin's menu."""

import django_filters
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from ..ledger import accounts
from ..ledger.statements import cash_change
from ..models import Book, JournalEntry
from . import views
from .chart import AccountViewSet
from .forms import EntryForm
from .payments import DonationViewSet, EventViewSet


def book_name(entry):
    return Book.Name(entry.book_id).label


class EntryFilterSet(WagtailFilterSet):
    book = django_filters.ChoiceFilter(label=_("Book"), choices=Book.Name.choices)
    kind = django_filters.ChoiceFilter(
        label=_("Kind"), choices=JournalEntry.Kind.choices
    )
    local_date = django_filters.DateFromToRangeFilter(
        label=_("Date"), widget=DateRangePickerWidget
    )

    class Meta:
        model = JournalEntry
        fields = ("book", "kind", "local_date")


def what(entry):
    """Say what an entry is about: its source, or the kind of cost."""
    if entry.reverses:
        return _("Corrects number %(number)s") % {"number": entry.reverses.seq}
    if entry.public_memo:
        return entry.get_public_memo_display()
    spent = (
        line.account
        for line in entry.lines.all()
        if line.account.code.startswith(accounts.EXPENSES_PREFIX)
    )
    return next((accounts.account_label(account) for account in spent), "")


def state(entry):
    if reversal := getattr(entry, "reversed_by", None):
        return _("Undone by number %(number)s") % {"number": reversal.seq}
    return ""


class EntryViewSet(ModelViewSet):
    model = JournalEntry
    name = "prakerja_donate_entries"
    url_prefix = "cash-book"
    icon = "list-ul"
    menu_label = _("Entries")
    index_view_class = views.EntryIndexView
    add_view_class = views.RecordView
    inspect_view_class = views.EntryInspectView
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
        "seq",
        "local_date",
        "kind",
        Column("what", label=_("What for"), accessor=what),
        Column(
            "cash",
            label=_("Change of cash"),
            accessor=lambda entry: ", ".join(map(str, cash_change(entry))),
        ),
        Column(
            "proof",
            label=_("Proof"),
            accessor=lambda entry: _("yes") if entry.note.proof else "",
        ),
        Column("state", label=_("State"), accessor=state),
        Column("book", label=_("Book"), accessor=book_name),
    )

    def get_form_class(self, for_update=False):
        return EntryForm

    def register_admin_url_finder(self):
        """An entry has no page on which it could be edited."""

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(
            correct_url_name=self.get_url_name("correct"),
            proof_url_name=self.get_url_name("proof"),
            **kwargs,
        )

    def get_add_view_kwargs(self, **kwargs):
        return {"form_class": self.get_form_class(), **kwargs}

    def get_urlpatterns(self):
        """No address at all for what must not be done: edit, delete, copy."""
        correct = self.construct_view(views.CorrectView)
        proof = self.construct_view(views.ProofView)
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("new/", self.add_view, name="add"),
            path("<uuid:pk>/", self.inspect_view, name="inspect"),
            path("<uuid:pk>/correct/", correct, name="correct"),
            path("<uuid:pk>/proof/", proof, name="proof"),
        ]


class CashBookGroup(ModelViewSetGroup):
    menu_label = _("Cash book")
    menu_icon = "form"
    menu_order = 350
    items = (EntryViewSet, DonationViewSet, EventViewSet, AccountViewSet)
