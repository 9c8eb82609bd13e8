"""What bank statements add to permissions and log of the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.permissions import register_permission_policy

from ...models import BankAccount, BankImport, BankProfile, BankRow
from ..policies import RestrictedPolicy

# Nothing is deleted: a movement that came back would be booked again.
ALLOWED = {
    BankRow: ("view", "change"),
    BankImport: ("view", "add"),
    BankAccount: ("add", "change", "view"),
    BankProfile: ("add", "change", "view"),
}
ACTIONS = {
    "import": (_("Import a bank statement"), _("Imported a bank statement")),
    "gift": (_("Link to a gift"), _("Linked to a gift, and booked")),
    "payout": (_("Link to a payout"), _("Linked to a payout, and booked")),
    "entry": (_("Link to an entry"), _("Linked to an entry of the books")),
    "record": (_("Record a movement"), _("Recorded as income or a cost")),
    "ignore": (_("Leave out a movement"), _("Left out of the books")),
    "undo": (_("Undo a decision"), _("Undid the decision about a movement")),
}


def register_policies():
    for model, actions in ALLOWED.items():
        register_permission_policy(model, RestrictedPolicy(model, actions=actions))


def register_log_actions(actions):
    for name, (label, message) in ACTIONS.items():
        actions.register_action(f"prakerja_donate.bank.{name}", label, message)
