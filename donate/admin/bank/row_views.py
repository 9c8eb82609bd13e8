"""Movements, and one of them: what it could be."""

from uuid import UUID

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.generic import InspectView
from wagtail.admin.widgets.button import HeaderButton

from ...bank import candidates
from ...invoicing.paying import invoices_of
from ...ledger.books import active_book
from ...models import BankRow, Donation
from ..safe_lists import SafeIndexView
from . import reading
from .forms import FindGiftForm

SHOWN = 10


def seen_rows():
    return BankRow.objects.select_related(
        "account__account", "bank_import__book", "donation", "entry", "decided_by"
    )


class RowIndexView(SafeIndexView):
    page_title = gettext_lazy("Bank statements")
    template_name = "prakerja_donate/admin/bank/rows.html"
    exported = {
        "day": (gettext_lazy("Date"), lambda row: row.day),
        "amount": (gettext_lazy("Amount"), lambda row: row.amount.major),
        "currency": (gettext_lazy("Currency"), lambda row: row.account.currency),
        "account": (gettext_lazy("Bank account"), lambda row: str(row.account)),
        "text": (gettext_lazy("What the bank says"), lambda row: row.text),
        "state": (gettext_lazy("State"), lambda row: str(row.get_state_display())),
        "reason": (gettext_lazy("Reason"), lambda row: row.reason),
        "entry": (
            gettext_lazy("Entry"),
            lambda row: row.entry.seq if row.entry else "",
        ),
        "gift": (
            gettext_lazy("Gift"),
            lambda row: str(row.donation.public_id) if row.donation else "",
        ),
        "book": (gettext_lazy("Book"), lambda row: str(reading.book(row))),
    }

    def get_base_queryset(self):
        return seen_rows()

    @cached_property
    def header_buttons(self):
        if not self.request.user.has_perm("prakerja_donate.add_bankimport"):
            return []
        url = reverse("prakerja_donate_bank_imports:add")
        label = _("Import a statement")
        return [HeaderButton(label, url=url, icon_name="upload")]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if not self.results_only:
            context["drifts"] = reading.drifts(active_book())
        return context


class RowInspectView(InspectView):
    template_name = "prakerja_donate/admin/bank/row.html"
    page_title = gettext_lazy("Movement")

    def get_object(self, queryset=None):
        return get_object_or_404(seen_rows(), pk=self.pk)

    def get_page_subtitle(self):
        return str(self.object.amount)

    def get_edit_url(self):
        """A movement is decided about, never edited."""

    def get_context_data(self, **kwargs):
        row = self.object
        may_decide = self.user_has_permission("change")
        choices = self.choices() if may_decide and row.is_undecided else {}
        return super().get_context_data(
            row=row,
            may_decide=may_decide,
            next=next_of(row),
            find_form=FindGiftForm(self.request.GET or None),
            **choices,
            **kwargs,
        )

    def choices(self):
        row = self.object
        gifts = gifts_for(row, self.request.GET.get("find", ""))
        entries = candidates.entries_of(row).select_related("note")
        return {
            "gifts": [reading.described_gift(gift, row) for gift in gifts[:SHOWN]],
            "payouts": [
                reading.described_payout(entry, row) for entry in payouts_for(row)
            ],
            "invoices": [
                reading.described_invoice(invoice, row) for invoice in invoices_of(row)
            ],
            "entries": [
                reading.described_entry(entry, row, "entry")
                for entry in entries[:SHOWN]
            ],
        }


def next_of(row):
    """The oldest movement of the same book that still waits."""
    waiting = seen_rows().of_book(row.bank_import.book_id).to_decide()
    return waiting.exclude(pk=row.pk).order_by("day", "pk").first()


def payouts_for(row):
    """Those of the same sum first; of another currency the day alone speaks."""
    same = candidates.payouts_of(row).select_related("movement")[:SHOWN]
    converted = candidates.payouts_converted(row).select_related("movement")[:SHOWN]
    return [*same, *converted]


def gifts_for(row, find):
    """Gifts that fit or nearly fit; what was looked for stands first."""
    if row.amount_minor < 0:
        return []
    found = {gift.pk: gift for gift in gifts_found(row, find)}
    for fitting in (
        candidates.gifts_by_reference(row),
        candidates.gifts_by_amount(row),
        candidates.gifts_near(row),
    ):
        found.update({gift.pk: gift for gift in fitting})
    return list(found.values())


def gifts_found(row, find):
    digits = find.replace("-", "").strip().lower()
    try:
        first = UUID(digits.ljust(32, "0"))
        last = UUID(digits.ljust(32, "f"))
    except ValueError:
        return Donation.objects.none()
    if len(digits) < 8:
        return Donation.objects.none()
    return candidates.gifts_of(row).filter(public_id__range=(first, last))
