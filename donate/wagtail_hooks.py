from wagtail import hooks
from wagtail.permissions import register_permission_policy

from .admin import donors, till
from .admin.bank import places as bank_places
from .admin.cash import places as cash_places
from .admin.organisation import organisation_panel, register_organisation
from .admin.policies import RestrictedPolicy, entry_policy, may_see_books
from .admin.sponsors import AdvertisingGroup
from .admin.start import BooksPanel
from .admin.viewsets import CashBookGroup
from .models import (
    Account,
    Donation,
    JournalEntry,
    Movement,
    ProviderEvent,
    Sponsor,
    SponsorSlot,
)

register_organisation()
register_permission_policy(JournalEntry, entry_policy)
register_permission_policy(
    Account, RestrictedPolicy(Account, actions=["add", "change", "view"])
)
# An advertisement is paused, not deleted: figures and payments hang on it.
for kept in (Sponsor, SponsorSlot):
    policy = RestrictedPolicy(kept, actions=["add", "change", "view"])
    register_permission_policy(kept, policy)
for seen in (Donation, Movement, ProviderEvent):
    register_permission_policy(seen, RestrictedPolicy(seen, actions=["view"]))
bank_places.register_policies()
hooks.register("register_log_actions", bank_places.register_log_actions)
cash_places.register_policies()
hooks.register("register_log_actions", cash_places.register_log_actions)

donors.register()
till.register()
hooks.register("register_log_actions", donors.log_actions)


@hooks.register("register_admin_viewset")
def register_cash_book():
    return [CashBookGroup(), AdvertisingGroup(), donors.DonorsGroup()]


@hooks.register("construct_homepage_panels")
def show_books(request, panels):
    if may_see_books(request.user):
        panels.append(BooksPanel())


@hooks.register("construct_homepage_panels")
def ask_for_organisation(request, panels):
    if panel := organisation_panel(request):
        panels.append(panel)
