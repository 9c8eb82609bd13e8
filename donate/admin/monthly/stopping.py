"""Stop a monthly gift for a donor who asked for it."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from ...audit import told
from ...days import day_words
from ...gateways.base import GatewayError
from ...models import DonorContact, Subscription
from ...services import promise_stop
from ..deciding import DecideView


class OverAlready(Exception):
    pass


class StopView(DecideView):
    permission_required = "change"
    template_name = "prakerja_donate/admin/decide.html"
    header_icon = "cross"
    listed = ("prakerja_donate_monthly:index", gettext_lazy("Monthly gifts"))
    refusals = (OverAlready,)
    page_title = gettext_lazy("Stop the monthly gift")
    label = gettext_lazy("Stop it")
    explained = gettext_lazy(
        "Do this when the donor asks you to. The payment service charges nothing more "
        "from now on; what was given stays given. It cannot be started again: the "
        "donor would begin a new one. We write to the donor that it has stopped."
    )

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.promise = get_object_or_404(Subscription, pk=kwargs["pk"])

    @property
    def decided(self):
        return self.promise

    @property
    def book(self):
        return self.promise.book_id

    def get_context_data(self, **kwargs):
        promise = self.promise
        donor = DonorContact.objects.filter(donation__subscription=promise)
        last = donor.order_by("-donation_id").first()
        may_see = self.request.user.has_perm("prakerja_donate.change_donorcontact")
        since = {"day": day_words(promise.started_at)}
        about = [promise.amount, promise.started_at and _("since %(day)s") % since]
        if last and may_see:
            about.insert(0, last)
        about = " · ".join(str(each) for each in about if each)
        return super().get_context_data(about=about, **kwargs)

    def decide(self, facts):
        """Who wished it is noted, too, where the service does not answer yet."""
        if not self.promise.is_running:
            raise OverAlready(_("It is over already; nothing more is charged."))
        amount = str(self.promise.amount)
        told(self.promise, "monthly.stop", self.request.user, amount=amount)
        try:
            return promise_stop(subscription=self.promise)
        except GatewayError:
            return None

    def say(self, done):
        if done is None or done.is_running:
            messages.warning(
                self.request,
                _(
                    "Noted. The payment service does not answer; it is told again "
                    "every few minutes until it has stopped."
                ),
            )
        else:
            messages.success(self.request, _("Stopped. Nothing more is charged."))
