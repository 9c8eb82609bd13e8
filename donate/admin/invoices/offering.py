"""An advertisement offers to be invoiced."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import HeaderButton


class InvoiceableMixin:
    """A button beside those that are there, for whoever may write invoices."""

    @cached_property
    def header_buttons(self):
        buttons = list(super().header_buttons)
        if self.request.user.has_perm("prakerja_donate.add_sponsorinvoice"):
            url = reverse("prakerja_donate_invoices:issue", args=[self.object.pk])
            label = _("Write an invoice")
            buttons.append(HeaderButton(label, url=url, icon_name="doc-full"))
        return buttons
