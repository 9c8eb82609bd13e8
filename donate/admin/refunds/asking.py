"""Asking for a refund: the form, a second look that says what it costs, and then it."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from ...models import Donation, RefundRequest
from ...refunds.asking import check_open, needs_approver, refund_ask
from ...refunds.errors import RefundImpossible
from ...refunds.sending import refund_send
from ...refunds.sums import ways_back
from .forms import AskForm

State = RefundRequest.State


class AskView(PermissionCheckedMixin, WagtailAdminTemplateMixin, FormView):
    """Nothing is sent before the second look; sent twice, it is asked for once."""

    model = None
    inspect_url_name = None
    permission_required = "add"
    form_class = AskForm
    template_name = "prakerja_donate/admin/refunds/ask.html"
    page_title = gettext_lazy("Give back")
    header_icon = "rotate"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.gift = get_object_or_404(Donation, pk=kwargs["gift"])
        self.ways = ways_back(self.gift)

    def dispatch(self, request, *args, **kwargs):
        if self.user_has_permission("add") and (known := self.known()):
            return redirect(reverse(self.inspect_url_name, args=[known.pk]))
        if self.user_has_permission("add") and (reason := self.reason_not()):
            messages.error(request, reason)
            return redirect(self.gift_url)
        return super().dispatch(request, *args, **kwargs)

    def known(self):
        """What this form has asked for already, where it is sent again."""
        uid = self.request.POST.get("uid", "")
        found = [one for one in self.gift.refund_requests.all() if str(one.uid) == uid]
        return found[0] if found else None

    def reason_not(self):
        try:
            check_open(self.gift)
        except RefundImpossible as impossible:
            return str(impossible)
        return "" if self.ways else _("Nothing is left of this gift to give back.")

    @property
    def gift_url(self):
        return reverse("prakerja_donate_donations:inspect", args=[self.gift.pk])

    def get_breadcrumbs_items(self):
        gifts = reverse("prakerja_donate_donations:index")
        return [
            *self.breadcrumbs_items,
            {"url": gifts, "label": _("Gifts")},
            {"url": self.gift_url, "label": str(self.gift.asked)},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_form_kwargs(self):
        kwargs = {**super().get_form_kwargs(), "ways": self.ways}
        if "back" in self.request.POST:
            kwargs["initial"] = kwargs.pop("data").dict()
            del kwargs["files"]
        return kwargs

    def post(self, request, *args, **kwargs):
        if "back" in request.POST:
            return self.get(request, *args, **kwargs)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        if "do" not in self.request.POST:
            return self.second_look(form)
        try:
            refund = self.ask(form.cleaned_data)
        except RefundImpossible as impossible:
            messages.error(self.request, str(impossible))
            return redirect(self.gift_url)
        say(self.request, refund_send(refund))
        return redirect(reverse(self.inspect_url_name, args=[refund.pk]))

    def ask(self, facts):
        return refund_ask(donation=self.gift, author=self.request.user, **facts)

    def second_look(self, form):
        self.template_name = "prakerja_donate/admin/refunds/confirm.html"
        amount = form.cleaned_data["amount"]
        return self.render_to_response(
            self.get_context_data(
                form=form,
                carried=[field.as_hidden() for field in form],
                amount=amount,
                way=form.chosen,
                reason=form.reason_words,
                needs_second=needs_approver(self.gift, amount),
            )
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            gift=self.gift,
            action_url=self.request.path,
            is_test_book=self.gift.book_id == "test",
            submit_button_label=_("Continue"),
            submit_button_active_label=_("One moment…"),
            **kwargs,
        )


def say(request, refund):
    """Tell what became of it, in the colour that fits."""
    tell = {State.FAILED: messages.error, State.DONE: messages.success}
    tell.get(refund.state, messages.warning)(request, words_of(refund))


def words_of(refund):
    if refund.state == State.FAILED:
        return refund.get_problem_display()
    if refund.state == State.DONE:
        return _("%(amount)s was given back.") % {"amount": refund.amount}
    if refund.state == State.ASKED:
        return _("Written down. Somebody else has to agree before money moves.")
    if refund.state == State.SENT:
        return _("The payment service is giving it back. That can take some days.")
    if refund.is_by_hand:
        return _("Written down. Transfer the money now, and then record it here.")
    return _(
        "The payment service has not answered, so nobody knows yet whether it was "
        "done. It is asked again by itself; the donor gets the money once."
    )
