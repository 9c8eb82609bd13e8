"""Who may bring a list in, and into which categories."""

from wagtail.permissions import page_permission_policy

from ...models import CategoryPage, ImportRun


def may_import(user):
    return user.is_active and categories_for(user).exists()


def categories_for(user):
    """The categories below which they may add pages."""
    places = page_permission_policy.instances_user_has_permission_for(user, "add")
    categories = CategoryPage.objects.filter(pk__in=places.values("pk"), alias_of=None)
    return categories.order_by("path")


def may_import_into(user, category):
    return user.is_active and category.permissions_for_user(user).can_add_subpage()


def runs_for(user):
    """Their own; whoever may do everything sees those of everybody."""
    runs = ImportRun.objects.select_related("category", "started_by")
    return runs if user.is_superuser else runs.filter(started_by=user)
