"""One refund: agreeing, declining, recording what was paid by hand, asking again."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from ...bank.errors import RowRefused
from ...models import RefundRequest
from ...refunds.asking import refund_approve, refund_decline
from ...refunds.by_hand import refund_from_row, refund_record, rows_for
from ...refunds.errors import RefundImpossible
from ...refunds.sending import refund_send
from ..bank.rights import RowReadersOnly
from ..deciding import DecideView
from .asking import say
from .forms import DeclineForm, RecordForm


def seen_refunds():
    return RefundRequest.objects.select_related(
        "donation__book", "entry", "asked_by", "approved_by"
    )


class RefundView(DecideView):
    template_name = "prakerja_donate/admin/refunds/decide.html"
    header_icon = "rotate"
    listed = ("prakerja_donate_refunds:index", gettext_lazy("Refunds"))
    refusals = (RefundImpossible, RowRefused)

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.refund = get_object_or_404(seen_refunds(), pk=kwargs["pk"])

    @property
    def decided(self):
        return self.refund

    def say(self, done):
        say(self.request, done)

    def get_context_data(self, **kwargs):
        return super().get_context_data(refund=self.refund, **kwargs)


class ApproveView(RefundView):
    permission_required = "approve"
    page_title = gettext_lazy("Agree to the refund")
    label = gettext_lazy("Agree")
    explained = gettext_lazy(
        "When you agree, the payment service is asked at once; a transfer is made by "
        "the treasurer. It cannot be called back."
    )

    def decide(self, facts):
        refund = refund_approve(request=self.refund, author=self.request.user)
        return refund_send(refund)


class DeclineView(RefundView):
    any_permission_required = ("add", "approve")
    form_class = DeclineForm
    page_title = gettext_lazy("Do not give it back")
    label = gettext_lazy("Do not give it back")
    explained = gettext_lazy("No money moves. It can be asked for anew later.")

    def decide(self, facts):
        refund_decline(request=self.refund, author=self.request.user, **facts)

    def say(self, done):
        messages.success(self.request, _("Nothing is given back."))


class RecordView(RefundView):
    permission_required = "add"
    form_class = RecordForm
    page_title = gettext_lazy("Record the transfer")
    label = gettext_lazy("Record the transfer")
    explained = gettext_lazy(
        "Only after the money has left the bank account. It is booked as a refund, "
        "and the donor is told."
    )

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "refund": self.refund}

    def decide(self, facts):
        author = self.request.user
        return refund_record(request=self.refund, author=author, **facts)


class RowView(RowReadersOnly, RefundView):
    permission_required = "add"
    page_title = gettext_lazy("It is this movement")
    label = gettext_lazy("Book it as this refund")
    explained = gettext_lazy(
        "What the bank says went out is booked as this refund, and the donor is told."
    )

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        rows = rows_for(self.refund).select_related("account__account", "bank_import")
        self.row = get_object_or_404(rows, pk=kwargs["row"])

    def decide(self, facts):
        author = self.request.user
        return refund_from_row(request=self.refund, row=self.row, author=author)

    def get_context_data(self, **kwargs):
        return super().get_context_data(row=self.row, **kwargs)


class AgainView(RefundView):
    permission_required = "add"
    page_title = gettext_lazy("Ask the payment service again")
    label = gettext_lazy("Ask again")
    explained = gettext_lazy(
        "It is asked with the same name as before, so the donor gets the money once."
    )

    def decide(self, facts):
        return refund_send(self.refund)
