from wagtail import hooks
from wagtail.permissions import register_permission_policy

from .admin.policies import RestrictedPolicy
from .admin.viewsets import CashBookGroup
from .models import Account, Donation, JournalEntry, ProviderEvent

register_permission_policy(
    JournalEntry, RestrictedPolicy(JournalEntry, actions=["add", "view"])
)
register_permission_policy(
    Account, RestrictedPolicy(Account, actions=["add", "change", "view"])
)
for seen in (Donation, ProviderEvent):
    register_permission_policy(seen, RestrictedPolicy(seen, actions=["view"]))


@hooks.register("register_admin_viewset")
def register_cash_book():
    return CashBookGroup()
