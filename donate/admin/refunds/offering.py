"""A gift offers to be given back where something is left of it."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets.button import HeaderButton

from ...money import Money
from ...refunds.sums import ways_back


def given_back(gift):
    return gift.refunded_minor and str(Money(gift.refunded_minor, gift.currency))


class RefundableMixin:
    """A button for whoever may ask, and what was given back so far."""

    def get_fields(self):
        return (*super().get_fields(), (gettext_lazy("Given back"), given_back))

    @cached_property
    def header_buttons(self):
        if not self.request.user.has_perm("prakerja_donate.add_refundrequest"):
            return []
        if pending := self.object.refund_requests.open().first():
            url = reverse("prakerja_donate_refunds:inspect", args=[pending.pk])
            label = _("Look at the refund")
        elif ways_back(self.object):
            url = reverse("prakerja_donate_refunds:ask", args=[self.object.pk])
            label = _("Give back")
        else:
            return []
        return [HeaderButton(label, url=url, icon_name="rotate")]
