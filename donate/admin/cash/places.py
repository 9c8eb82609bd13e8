"""What cash health, approvals and months add to rights, menu and log of the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.permissions import register_permission_policy

from ...models import PendingEntry, PreparedMonth, Subscription
from ..policies import RestrictedPolicy

# Asked for by recording, decided about by "change"; never edited, never deleted.
ALLOWED = {
    PendingEntry: ("view", "change"),
    PreparedMonth: ("add", "change", "view"),
    Subscription: ("change", "view"),
}
ACTIONS = {
    "entry.record": (_("Record an entry"), _("Recorded an entry by hand")),
    "entry.correct": (_("Correct an entry"), _("Undid an entry")),
    "entry.proof": (_("Add a proof"), _("Added a proof to an entry")),
    "pending.ask": (_("Ask for approval"), _("Asked for approval of an entry")),
    "pending.approve": (_("Approve an entry"), _("Approved and booked an entry")),
    "pending.refuse": (_("Refuse an entry"), _("Refused an entry")),
    "month.prepare": (_("Prepare a month"), _("Prepared a month to be closed")),
    "month.sign": (_("Sign a month"), _("Signed and closed a month")),
    "monthly.stop": (_("Stop a monthly gift"), _("Stopped a monthly gift")),
    "health.settle": (_("Ask about a gift"), _("Asked the payment service again")),
    "health.retry": (_("Retry an event"), _("Dealt with a payment event again")),
    "health.by_hand": (
        _("Movement by hand"),
        _("Said that a movement is recorded by hand"),
    ),
    "health.resend": (_("Send a letter again"), _("Let a letter be sent again")),
    "health.verify": (_("Check the books"), _("Had the books checked")),
    "health.seen": (_("Mark as looked at"), _("Marked as looked at, with a reason")),
}


def register_policies():
    for model, actions in ALLOWED.items():
        register_permission_policy(model, RestrictedPolicy(model, actions=actions))


def register_log_actions(actions):
    for name, (label, message) in ACTIONS.items():
        actions.register_action(f"prakerja_donate.{name}", label, message)
