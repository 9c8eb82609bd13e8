"""What refunds, payments of the network and invoices add to rights and log."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from ..models import AdPayment, RefundRequest, SponsorInvoice
from .policies import RestrictedPolicy

# Nothing is changed or deleted: what was wrong is undone, declined or made void.
ALLOWED = {
    RefundRequest: ("view", "add", "approve"),
    AdPayment: ("view", "add"),
    SponsorInvoice: ("view", "add"),
}
ACTIONS = {
    "refund.ask": (_("Ask for a refund"), _("Asked for a refund")),
    "refund.approve": (_("Agree to a refund"), _("Agreed to a refund")),
    "refund.decline": (_("Decline a refund"), _("Declined a refund")),
    "refund.send": (_("Send a refund"), _("The payment service gives it back")),
    "refund.fail": (_("Refund failed"), _("The refund failed")),
    "refund.record": (_("Record a refund"), _("Recorded a refund made by hand")),
    "adsense.book": (_("Record an ad payment"), _("Recorded an ad payment")),
    "adsense.arrive": (_("Ad payment arrived"), _("Recorded its arrival")),
    "adsense.undo": (_("Undo an ad payment"), _("Undid an ad payment")),
    "adsense.estimate": (_("Note an estimate"), _("Noted an estimate")),
    "invoice.issue": (_("Write an invoice"), _("Wrote an invoice")),
    "invoice.pay": (_("Record a payment"), _("Recorded its payment")),
    "invoice.slip": (_("Add a withholding slip"), _("Added a withholding slip")),
    "invoice.void": (_("Make an invoice void"), _("Made an invoice void")),
}


def register():
    for model, actions in ALLOWED.items():
        register_permission_policy(model, RestrictedPolicy(model, actions=actions))
    hooks.register("register_log_actions", log_actions)


def log_actions(actions):
    for name, (label, message) in ACTIONS.items():
        actions.register_action(f"prakerja_donate.{name}", label, message)
