"""What the books need before the first rupiah; safe to repeat."""

from django.contrib.auth.models import Group, Permission

from .ledger.accounts import chart_install
from .models import Book

TREASURER_PERMISSIONS = (
    ("wagtailadmin", "access_admin"),
    ("prakerja_donate", "add_journalentry"),
    ("prakerja_donate", "view_journalentry"),
    ("prakerja_donate", "add_account"),
    ("prakerja_donate", "change_account"),
    ("prakerja_donate", "view_account"),
    ("prakerja_donate", "view_donation"),
    ("prakerja_donate", "view_providerevent"),
)


def ensure_accounts():
    """Make both books and the chart of accounts where missing."""
    for name in Book.Name.values:
        Book.objects.get_or_create(name=name)
    chart_install()


def ensure_treasurers():
    """Make the group Treasurers; permissions given to it by hand stay."""
    group, _created = Group.objects.get_or_create(name="Treasurers")
    for app, codename in TREASURER_PERMISSIONS:
        group.permissions.add(
            Permission.objects.get(content_type__app_label=app, codename=codename)
        )
    return group
