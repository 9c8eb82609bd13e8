"""What can be done with one movement: shown first, done when it is sent."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from ...approving.asking import check_free, row_record_ask, row_undo_ask
from ...approving.payouts import row_payout_ask
from ...bank import candidates, deciding
from ...bank.errors import RowRefused
from ...models import Donation, JournalEntry
from ..deciding import DecideView
from . import reading
from .forms import ReasonForm, RecordForm
from .row_views import seen_rows


class RowDecideView(DecideView):
    permission_required = "change"
    template_name = "prakerja_donate/admin/bank/decide.html"
    header_icon = "check"
    listed = ("prakerja_donate_bank_rows:index", gettext_lazy("Bank statements"))
    refusals = (RowRefused,)

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.row = get_object_or_404(seen_rows(), pk=kwargs["pk"])

    @property
    def decided(self):
        return self.row

    @property
    def book(self):
        return self.row.bank_import.book_id

    def decide(self, facts):
        check_free(self.row)
        return self.decide_free(facts)

    def get_context_data(self, **kwargs):
        return super().get_context_data(row=self.row, **kwargs)


class GiftView(RowDecideView):
    page_title = gettext_lazy("Book it as this gift")
    label = gettext_lazy("Book it as this gift")
    explained = gettext_lazy(
        "All that came in is booked as this gift, its unique code with it, and the "
        "donor sees that it arrived."
    )

    @cached_property
    def gift(self):
        return get_object_or_404(Donation, pk=self.kwargs["gift"])

    def decide_free(self, facts):
        deciding.row_link_gift(
            row=self.row, donation=self.gift, author=self.request.user
        )

    def get_context_data(self, **kwargs):
        described = reading.described_gift(self.gift, self.row)
        return super().get_context_data(described=described, **kwargs)


class EntryChoiceView(RowDecideView):
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

    def decide_free(self, facts):
        author = self.request.user
        return row_payout_ask(row=self.row, payout=self.entry, author=author)

    def get_context_data(self, **kwargs):
        """What does not fit is not shown; what fits no more is told when sent."""
        offered = candidates.payouts_offered(self.row).select_related("movement")
        payout = get_object_or_404(offered, pk=self.entry.pk)
        described = reading.described_payout(payout, self.row)
        return super().get_context_data(payout=described, **kwargs)


class EntryView(EntryChoiceView):
    page_title = gettext_lazy("It is this entry")
    label = gettext_lazy("Link it to this entry")
    explained = gettext_lazy("It stands in the books already: nothing is booked again.")

    def decide_free(self, facts):
        deciding.row_link_entry(
            row=self.row, entry=self.entry, author=self.request.user
        )


class RecordRowView(RowDecideView):
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

    def decide_free(self, facts):
        return row_record_ask(row=self.row, author=self.request.user, **facts)


class IgnoreView(RowDecideView):
    form_class = ReasonForm
    page_title = gettext_lazy("Leave it out of the books")
    label = gettext_lazy("Leave it out")
    explained = gettext_lazy(
        "For what is not the organisation's money. Everything else belongs in the "
        "books: bank and books differ by what is left out."
    )

    def decide_free(self, facts):
        deciding.row_ignore(row=self.row, author=self.request.user, **facts)


class UndoView(RowDecideView):
    form_class = ReasonForm
    page_title = gettext_lazy("Decide anew")
    label = gettext_lazy("Undo the decision")
    explained = gettext_lazy(
        "What was booked from this movement is undone by an opposite entry; both stay. "
        "A gift waits again. A mere link is taken away."
    )

    def decide_free(self, facts):
        return row_undo_ask(row=self.row, author=self.request.user, **facts)
