"""How bank statements stand in the admin's menu."""

import django_filters
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton

from ...bank.balances import drift
from ...models import BankAccount, BankImport, BankProfile, BankRow
from ..chart import in_use
from ..columns import AmountColumn, FirstColumn, ListColumn, WideColumn
from ..invoices.paying import PayFromRowView
from ..seen import YES_OR_NO, SeenViewSet, moment
from . import reading
from .decisions import (
    EntryView,
    GiftView,
    IgnoreView,
    PayoutView,
    RecordRowView,
    UndoView,
)
from .forms import BankAccountForm
from .profile_panels import profile_panels
from .row_views import RowIndexView, RowInspectView
from .uploading import UploadView

IN, OUT = "in", "out"


class RowFilterSet(WagtailFilterSet):
    undecided = django_filters.ChoiceFilter(
        label=_("Still to decide"), choices=YES_OR_NO, method="filter_undecided"
    )
    direction = django_filters.ChoiceFilter(
        label=_("Money in or out"),
        choices=[(IN, _("money in")), (OUT, _("money out"))],
        method="filter_direction",
    )
    day = django_filters.DateFromToRangeFilter(
        label=_("Date"), widget=DateRangePickerWidget
    )

    class Meta:
        model = BankRow
        fields = (
            "undecided",
            "state",
            "why",
            "account",
            "direction",
            "day",
            "bank_import",
        )

    def filter_undecided(self, queryset, name, value):
        waiting = BankRow.objects.to_decide()
        if value == "true":
            return queryset.filter(pk__in=waiting)
        return queryset.exclude(pk__in=waiting)

    def filter_direction(self, queryset, name, value):
        sign = "gt" if value == IN else "lt"
        return queryset.filter(**{f"amount_minor__{sign}": 0})


class BankRowViewSet(SeenViewSet):
    model = BankRow
    name = "prakerja_donate_bank_rows"
    url_prefix = "cash-book-bank"
    icon = "table"
    menu_label = _("Movements")
    ordering = ("-day", "-pk")
    filterset_class = RowFilterSet
    search_fields = ("text", "reason")
    index_view_class = RowIndexView
    export_filename = "bank-movements"
    inspect_view_class = RowInspectView
    list_display = (
        FirstColumn(
            "day",
            label=_("Date"),
            accessor=reading.day,
            sort_key="day",
            url_name="prakerja_donate_bank_rows:inspect",
            below=(reading.state, reading.short_text),
        ),
        WideColumn("text", label=_("What the bank says"), accessor=reading.text),
        AmountColumn(
            "amount",
            label=_("Amount"),
            accessor=reading.amount,
            sort_key="amount_minor",
        ),
        WideColumn("state", label=_("State"), accessor=reading.state),
        WideColumn("account", label=_("Bank account")),
        WideColumn("book", label=_("Book"), accessor=reading.book),
    )

    def get_urlpatterns(self):
        places = {
            "gift/<int:gift>": ("gift", GiftView),
            "payout/<uuid:entry>": ("payout", PayoutView),
            "entry/<uuid:entry>": ("entry", EntryView),
            "invoice/<int:invoice>": ("invoice", PayFromRowView),
            "record": ("record", RecordRowView),
            "leave-out": ("ignore", IgnoreView),
            "undo": ("undo", UndoView),
        }
        return [
            *super().get_urlpatterns(),
            *(
                path(f"<int:pk>/{place}/", self.construct_view(view), name=name)
                for place, (name, view) in places.items()
            ),
        ]


class ImportIndexView(IndexView):
    page_title = _("Imported statements")
    add_item_label = _("Import a statement")

    def get_base_queryset(self):
        return BankImport.objects.select_related("account__account", "book", "made_by")


class ImportInspectView(InspectView):
    template_name = "prakerja_donate/admin/bank/import.html"
    page_title = _("Imported statement")

    def get_object(self, queryset=None):
        imports = BankImport.objects.select_related("account__account", "book")
        return get_object_or_404(imports, pk=self.pk)

    def get_page_subtitle(self):
        return reading.days(self.object)

    @cached_property
    def header_buttons(self):
        if not self.user_has_permission("add"):
            return []
        url = reverse("prakerja_donate_bank_imports:add")
        label = gettext("Import another")
        return [HeaderButton(label, url=url, icon_name="upload")]

    def get_context_data(self, **kwargs):
        kept = self.object
        return super().get_context_data(
            kept=kept,
            counts=reading.counts(kept),
            waiting=kept.rows.undecided().select_related("account__account")[:50],
            opening=reading.money_of(kept, kept.opening_minor),
            closing=reading.money_of(kept, kept.closing_minor),
            drift=drift(kept.account, kept.book_id),
            **kwargs,
        )


def account_of(kept):
    return kept.account


class BankImportViewSet(SeenViewSet):
    model = BankImport
    name = "prakerja_donate_bank_imports"
    url_prefix = "cash-book-bank-files"
    icon = "upload"
    menu_label = _("Imported statements")
    ordering = ("-made_at", "-pk")
    index_view_class = ImportIndexView
    add_view_class = UploadView
    inspect_view_class = ImportInspectView
    list_filter = ("account", "book")
    list_display = (
        FirstColumn(
            "made_at",
            label=_("Imported at"),
            accessor=moment("made_at"),
            sort_key="made_at",
            url_name="prakerja_donate_bank_imports:inspect",
            below=(account_of, reading.days),
        ),
        WideColumn("account", label=_("Bank account")),
        WideColumn("days", label=_("Days"), accessor=reading.days),
        AmountColumn("row_count", label=_("Movements")),
        WideColumn("known_count", label=_("Known before")),
        WideColumn("book", label=_("Book"), accessor="book.get_name_display"),
    )

    def get_add_view_kwargs(self, **kwargs):
        return kwargs

    def get_urlpatterns(self):
        return [*super().get_urlpatterns(), path("new/", self.add_view, name="add")]


class KeptViewSet(ModelViewSet):
    """May be changed, never deleted: movements hang on it."""

    copy_view_enabled = False
    add_to_reference_index = False
    search_backend_name = None


class BankAccountViewSet(KeptViewSet):
    model = BankAccount
    name = "prakerja_donate_bank_accounts"
    url_prefix = "cash-book-bank-accounts"
    icon = "home"
    menu_label = _("Accounts with statements")
    list_display = (
        "__str__",
        "profile",
        ListColumn("active", label=_("In use"), accessor=in_use),
    )

    def get_form_class(self, for_update=False):
        return BankAccountForm


class BankProfileViewSet(KeptViewSet):
    model = BankProfile
    name = "prakerja_donate_bank_profiles"
    url_prefix = "cash-book-bank-formats"
    icon = "cog"
    menu_label = _("Statement formats")
    list_display = ("name", "signs", "decimal_mark")
    edit_handler = profile_panels
