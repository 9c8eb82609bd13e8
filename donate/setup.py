"""What the books need before the first rupiah; safe to repeat."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission

from .bank.presets import ensure_bank_profiles
from .ledger.accounts import chart_install
from .models import Book
from .refunds.rights import REFUND_PERMISSIONS, TILL_PERMISSIONS

BANK_PERMISSIONS = (
    ("prakerja_donate", "view_bankrow"),
    ("prakerja_donate", "change_bankrow"),
    ("prakerja_donate", "view_bankimport"),
    ("prakerja_donate", "add_bankimport"),
    *(
        ("prakerja_donate", f"{action}_{model}")
        for model in ("bankaccount", "bankprofile")
        for action in ("add", "change", "view")
    ),
)
TREASURER_PERMISSIONS = (
    ("wagtailadmin", "access_admin"),
    ("prakerja_donate", "add_journalentry"),
    ("prakerja_donate", "view_journalentry"),
    ("prakerja_donate", "add_account"),
    ("prakerja_donate", "change_account"),
    ("prakerja_donate", "view_account"),
    ("prakerja_donate", "view_donation"),
    ("prakerja_donate", "view_subscription"),
    ("prakerja_donate", "change_subscription"),
    ("prakerja_donate", "view_movement"),
    ("prakerja_donate", "view_providerevent"),
    ("prakerja_donate", "view_pendingentry"),
    ("prakerja_donate", "add_preparedmonth"),
    ("prakerja_donate", "view_preparedmonth"),
    *BANK_PERMISSIONS,
    ("prakerja_donate", "change_organisation"),
)
APPROVER_PERMISSIONS = (
    ("wagtailadmin", "access_admin"),
    *(
        ("prakerja_donate", f"view_{model}")
        for model in (
            "journalentry",
            "account",
            "donation",
            "subscription",
            "movement",
            "providerevent",
            "bankrow",
            "bankimport",
            "adpayment",
            "sponsorinvoice",
        )
    ),
    *(
        ("prakerja_donate", f"{action}_{model}")
        for model in ("pendingentry", "preparedmonth")
        for action in ("change", "view")
    ),
    *REFUND_PERMISSIONS,
)
DONOR_PERMISSIONS = (
    ("prakerja_donate", "change_donorcontact"),
    ("prakerja_donate", "view_donorconsent"),
)
ADVERTISING_PERMISSIONS = tuple(
    ("prakerja_donate", f"{action}_{model}")
    for model in ("sponsor", "sponsorslot")
    for action in ("add", "change", "view")
)
PICTURES = "Iklan"


def ensure_accounts():
    """Make both books and the chart of accounts where missing."""
    for name in Book.Name.values:
        Book.objects.get_or_create(name=name)
    chart_install()
    ensure_bank_profiles()


def ensure_treasurers():
    """Make the group Treasurers; permissions given to it by hand stay."""
    group, _created = Group.objects.get_or_create(name="Treasurers")
    allow(group, TREASURER_PERMISSIONS)
    allow_advertising(group)
    allow_donors(group)
    allow(group, TILL_PERMISSIONS)
    return group


def ensure_approvers():
    """Make the group of those who approve and sign, and who record nothing."""
    group, _created = Group.objects.get_or_create(name="Approvers")
    allow(group, APPROVER_PERMISSIONS)
    return group


def allow_donors(group):
    """Let a group look after the donor wall, the newsletter's readers and receipts."""
    allow(group, DONOR_PERMISSIONS)


def allow_advertising(group):
    """Let a group look after sponsors, and add pictures for them in their place."""
    allow(group, ADVERTISING_PERMISSIONS)
    root = Collection.get_first_root_node()
    place = root.get_children().filter(name=PICTURES).first()
    place = place or root.add_child(name=PICTURES)
    for codename in ("add_image", "choose_image"):
        GroupCollectionPermission.objects.get_or_create(
            group=group,
            collection=place,
            permission=Permission.objects.get(
                content_type__app_label="wagtailimages", codename=codename
            ),
        )


def allow(group, permissions):
    """Add to what a group may do; KeyError names one that Django does not know."""
    apps, codenames = zip(*permissions, strict=True)
    known = Permission.objects.filter(
        content_type__app_label__in=apps, codename__in=codenames
    ).select_related("content_type")
    by_name = {(each.content_type.app_label, each.codename): each for each in known}
    group.permissions.add(*(by_name[permission] for permission in permissions))
