"""How invoices stand in the admin's menu."""

import django_filters
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet

from ...models import InvoiceState, SponsorInvoice
from ..columns import AmountColumn, FirstColumn, WideColumn
from ..safe_lists import SafeIndexView
from ..seen import SeenViewSet
from . import reading
from .paying import PayView, SlipFileView, SlipView
from .reading import seen_invoices
from .views import InvoiceInspectView, IssueView, PaperView, VoidView


class InvoiceFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label=_("State"), choices=InvoiceState.choices)

    class Meta:
        model = SponsorInvoice
        fields = ("state", "book", "slot__sponsor")


class InvoiceIndexView(SafeIndexView):
    page_title = _("Invoices")
    exported = {
        "number": (_("Invoice number"), lambda invoice: invoice.number),
        "sponsor": (_("Sponsor"), reading.sponsor),
        "bill_to": (_("Invoiced to"), lambda invoice: invoice.bill_to),
        "subject": (pgettext_lazy("invoice", "For what"), lambda i: i.subject),
        "amount": (_("Amount"), lambda invoice: invoice.amount.major),
        "currency": (_("Currency"), lambda invoice: invoice.currency),
        "issued_on": (_("Date"), lambda invoice: invoice.issued_on),
        "due_on": (_("To be paid by"), lambda invoice: invoice.due_on),
        "state": (_("State"), reading.state),
        "void_reason": (_("Why it is void"), lambda invoice: invoice.void_reason),
        "book": (_("Book"), lambda invoice: invoice.book_id),
    }

    def get_base_queryset(self):
        return seen_invoices()


class InvoiceViewSet(SeenViewSet):
    model = SponsorInvoice
    name = "prakerja_donate_invoices"
    url_prefix = "sponsor-invoices"
    icon = "doc-full"
    menu_label = _("Invoices")
    ordering = ("-pk",)
    index_view_class = InvoiceIndexView
    inspect_view_class = InvoiceInspectView
    filterset_class = InvoiceFilterSet
    search_fields = ("number", "bill_to", "subject")
    export_filename = "invoices"
    list_display = (
        FirstColumn(
            "number",
            label=_("Invoice number"),
            sort_key="number",
            url_name="prakerja_donate_invoices:inspect",
            below=(reading.sponsor, reading.state),
        ),
        WideColumn("sponsor", label=_("Sponsor"), accessor=reading.sponsor),
        AmountColumn("amount", label=_("Amount"), sort_key="amount_minor"),
        WideColumn("state", label=_("State"), accessor=reading.state),
        WideColumn(
            "due_on",
            label=_("To be paid by"),
            accessor=reading.due,
            sort_key="due_on",
        ),
        WideColumn("book", label=_("Book"), accessor="book.get_name_display"),
    )

    def get_urlpatterns(self):
        places = {
            "for/<int:slot>": ("issue", IssueView),
            "<int:pk>/pay": ("pay", PayView),
            "<int:pk>/slip/<int:withholding>": ("slip", SlipView),
            "<int:pk>/slip/<int:withholding>/file": ("slip_file", SlipFileView),
            "<int:pk>/void": ("void", VoidView),
            "<int:pk>/paper": ("paper", PaperView),
        }
        return [
            *super().get_urlpatterns(),
            *(
                path(f"{place}/", self.construct_view(view), name=name)
                for place, (name, view) in places.items()
            ),
        ]
