"""One payment: how it arrived, and undoing it. And what a month is said to earn."""

from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from ...adsense.arriving import rows_for
from ...adsense.errors import AdSenseRefused
from ...adsense.recording import estimate_note
from ...approving.adsense import arrival_ask, arrival_row_ask, payment_undo_ask
from ...bank.errors import RowRefused
from ...ledger.books import active_book
from ...models import AdPayment
from ..bank.forms import ReasonForm
from ..bank.rights import RowReadersOnly
from ..deciding import DecideView
from .forms import ArriveForm, EstimateForm
from .importing import AdSenseView, index_url


def seen_payments():
    return AdPayment.objects.with_waiting().select_related(
        "book",
        "into",
        "entry__bank_arrival",
        "entry__reversed_by",
        "arrival__reversed_by",
        "made_by",
    )


class EstimateView(AdSenseView):
    form_class = EstimateForm
    page_title = gettext_lazy("Note an estimate")
    label = gettext_lazy("Note it")
    explained = gettext_lazy(
        "What the network says a month earned. It is shown here and never booked: only "
        "payments are income."
    )

    def form_valid(self, form):
        try:
            estimate_note(
                book=active_book(), author=self.request.user, **form.cleaned_data
            )
        except AdSenseRefused as refused:
            form.add_error("state", str(refused))
            return self.form_invalid(form)
        messages.success(self.request, _("Noted."))
        return redirect(index_url())


class PaymentView(DecideView, AdSenseView):
    """Show what will happen to one payment, and do it when it is sent."""

    template_name = "prakerja_donate/admin/adsense/decide.html"
    refusals = (AdSenseRefused, RowRefused)

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.payment = get_object_or_404(seen_payments(), pk=kwargs["pk"])

    @property
    def decided(self):
        return self.payment

    def way_here(self):
        return []

    def refused(self, form, reason):
        form.add_error(None, str(reason))
        return self.form_invalid(form)

    def get_context_data(self, **kwargs):
        return super().get_context_data(payment=self.payment, **kwargs)


class ArriveView(PaymentView):
    form_class = ArriveForm
    page_title = gettext_lazy("It has arrived")
    label = gettext_lazy("Record the arrival")
    explained = gettext_lazy(
        "The money that was on its way is booked as arrived at the bank. It is no new "
        "income."
    )

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "payment": self.payment}

    def decide(self, facts):
        author = self.request.user
        return arrival_ask(payment=self.payment, author=author, **facts)


class RowView(RowReadersOnly, PaymentView):
    page_title = gettext_lazy("It is this movement")
    label = gettext_lazy("Book it as this payment")
    explained = ArriveView.explained

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.row = get_object_or_404(rows_for(self.payment), pk=kwargs["row"])

    def decide(self, facts):
        author = self.request.user
        return arrival_row_ask(payment=self.payment, row=self.row, author=author)

    def get_context_data(self, **kwargs):
        return super().get_context_data(row=self.row, **kwargs)


class UndoView(PaymentView):
    form_class = ReasonForm
    page_title = gettext_lazy("Undo this payment")
    label = gettext_lazy("Undo this payment")
    explained = gettext_lazy(
        "Its entry is undone by an opposite one; both stay. After that it can be "
        "recorded again as it should be."
    )

    def decide(self, facts):
        author = self.request.user
        return payment_undo_ask(payment=self.payment, author=author, **facts)
