"""What can be done with one movement: shown first, done when it is sent."""

from django import forms
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from ...approving.asking import check_free, row_record_ask, row_undo_ask
from ...bank import deciding
from ...bank.errors import RowRefused
from ...ledger.errors import PostingError
from ...models import Donation, JournalEntry, PendingEntry
from ..cash.answers import asked
from . import reading
from .forms import ReasonForm, RecordForm
from .row_views import seen_rows


class DecideView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Show what will happen, and do it when it is sent."""

    model = None
    inspect_url_name = None
    permission_required = "change"
    form_class = forms.Form
    template_name = "prakerja_donate/admin/bank/decide.html"
    header_icon = "check"
    label = ""
    explained = ""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.row = get_object_or_404(seen_rows(), pk=kwargs["pk"])

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {
                "url": reverse("prakerja_donate_bank_rows:index"),
                "label": _("Bank statements"),
            },
            {"url": self.back_url, "label": str(self.row)},
            {"url": "", "label": self.get_page_title()},
        ]

    @property
    def back_url(self):
        return reverse(self.inspect_url_name, args=[self.row.pk])

    def form_valid(self, form):
        try:
            check_free(self.row)
            done = self.decide(form.cleaned_data)
        except RowRefused as refused:
            return self.refused(str(refused))
        except PostingError as error:
            form.add_error(None, str(error.advice))
            return self.form_invalid(form)
        if isinstance(done, PendingEntry):
            return asked(self.request, done)
        messages.success(self.request, _("Done."))
        return redirect(self.back_url)

    def refused(self, reason):
        messages.error(self.request, reason)
        return redirect(self.back_url)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            row=self.row,
            back_url=self.back_url,
            action_url=self.request.path,
            explained=self.explained,
            is_test_book=self.row.bank_import.book_id == "test",
            submit_button_label=self.label,
            submit_button_active_label=_("One moment…"),
            **kwargs,
        )


class GiftView(DecideView):
    page_title = gettext_lazy("Book it as this gift")
    label = gettext_lazy("Book it as this gift")
    explained = gettext_lazy(
        "All that came in is booked as this gift, its unique code with it, and the "
        "donor sees that it arrived."
    )

    @cached_property
    def gift(self):
        return get_object_or_404(Donation, pk=self.kwargs["gift"])

    def decide(self, facts):
        deciding.row_link_gift(
            row=self.row, donation=self.gift, author=self.request.user
        )

    def get_context_data(self, **kwargs):
        described = reading.described_gift(self.gift, self.row)
        return super().get_context_data(described=described, **kwargs)


class EntryChoiceView(DecideView):
    @cached_property
    def entry(self):
        entries = JournalEntry.objects.select_related("note")
        return get_object_or_404(entries, pk=self.kwargs["entry"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(entry=self.entry, **kwargs)


class PayoutView(EntryChoiceView):
    page_title = gettext_lazy("Book it as this payout")
    label = gettext_lazy("Book it as this payout")
    explained = gettext_lazy(
        "The money that was on its way is booked as arrived at the bank. It is no new "
        "income."
    )

    def decide(self, facts):
        deciding.row_link_payout(
            row=self.row, payout=self.entry, author=self.request.user
        )


class EntryView(EntryChoiceView):
    page_title = gettext_lazy("It is this entry")
    label = gettext_lazy("Link it to this entry")
    explained = gettext_lazy("It stands in the books already: nothing is booked again.")

    def decide(self, facts):
        deciding.row_link_entry(
            row=self.row, entry=self.entry, author=self.request.user
        )


class RecordRowView(DecideView):
    form_class = RecordForm
    page_title = gettext_lazy("Record it")
    label = gettext_lazy("Record")
    explained = gettext_lazy(
        "Date, amount and account come from the bank. It cannot be changed later, only "
        "undone by a second, opposite entry."
    )

    def get_form_kwargs(self):
        side = "cost" if self.row.amount_minor < 0 else "income"
        return {**super().get_form_kwargs(), "side": side, "amount": self.row.amount}

    def decide(self, facts):
        return row_record_ask(row=self.row, author=self.request.user, **facts)


class IgnoreView(DecideView):
    form_class = ReasonForm
    page_title = gettext_lazy("Leave it out of the books")
    label = gettext_lazy("Leave it out")
    explained = gettext_lazy(
        "For what is not the organisation's money. Everything else belongs in the "
        "books: bank and books differ by what is left out."
    )

    def decide(self, facts):
        deciding.row_ignore(row=self.row, author=self.request.user, **facts)


class UndoView(DecideView):
    form_class = ReasonForm
    page_title = gettext_lazy("Decide anew")
    label = gettext_lazy("Undo the decision")
    explained = gettext_lazy(
        "What was booked from this movement is undone by an opposite entry; both stay. "
        "A gift waits again. A mere link is taken away."
    )

    def decide(self, facts):
        return row_undo_ask(row=self.row, author=self.request.user, **facts)
