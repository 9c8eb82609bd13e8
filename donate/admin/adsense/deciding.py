"""One payment: how it arrived, and undoing it. And what a month is said to earn."""

from django import forms
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from ...adsense.arriving import rows_for
from ...adsense.errors import AdSenseRefused
from ...adsense.recording import estimate_note
from ...approving.adsense import arrival_ask, arrival_row_ask, payment_undo_ask
from ...bank.errors import RowRefused
from ...ledger.books import active_book
from ...ledger.errors import PostingError
from ...models import AdPayment, PendingEntry
from ..bank.forms import ReasonForm
from ..bank.rights import RowReadersOnly
from ..cash.answers import asked
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
    submit = gettext_lazy("Note it")
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


class PaymentView(AdSenseView):
    """Show what will happen to one payment, and do it when it is sent."""

    form_class = forms.Form
    template_name = "prakerja_donate/admin/adsense/decide.html"
    inspect_url_name = None

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.payment = get_object_or_404(seen_payments(), pk=kwargs["pk"])

    @property
    def back_url(self):
        return reverse(self.inspect_url_name, args=[self.payment.pk])

    def form_valid(self, form):
        try:
            done = self.decide(form.cleaned_data)
        except PostingError as error:
            form.add_error(None, str(error.advice))
            return self.form_invalid(form)
        except (AdSenseRefused, RowRefused) as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)
        if isinstance(done, PendingEntry):
            return asked(self.request, done)
        messages.success(self.request, _("Done."))
        return redirect(self.back_url)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            payment=self.payment, back_url=self.back_url, **kwargs
        )


class ArriveView(PaymentView):
    form_class = ArriveForm
    page_title = gettext_lazy("It has arrived")
    submit = gettext_lazy("Record the arrival")
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
    submit = gettext_lazy("Book it as this payment")
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
    submit = gettext_lazy("Undo this payment")
    explained = gettext_lazy(
        "Its entry is undone by an opposite one; both stay. After that it can be "
        "recorded again as it should be."
    )

    def decide(self, facts):
        author = self.request.user
        return payment_undo_ask(payment=self.payment, author=author, **facts)
