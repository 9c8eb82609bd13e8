"""Who may bring a list in, and into which categories."""

from ...categories import categories_for
from ...models import ImportRun


def may_import(user):
    return user.is_active and categories_for(user).exists()


def may_import_into(user, category):
    return user.is_active and category.permissions_for_user(user).can_add_subpage()


def runs_for(user):
    """Their own; whoever may do everything sees those of everybody."""
    runs = ImportRun.objects.select_related("category", "started_by")
    return runs if user.is_superuser else runs.filter(started_by=user)
