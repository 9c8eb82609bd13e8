"""The categories into which somebody may put courses, and a field to choose one."""

from django import forms
from wagtail.permissions import page_permission_policy

from .models import CategoryPage


def categories_for(user):
    """The categories below which they may add pages."""
    places = page_permission_policy.instances_user_has_permission_for(user, "add")
    categories = CategoryPage.objects.filter(pk__in=places.values("pk"), alias_of=None)
    return categories.select_related("locale").order_by("path")


class CategoryField(forms.ModelChoiceField):
    """Categories of a further language say which."""

    def label_from_instance(self, category):
        title = category.get_admin_display_title()
        if category.locale.is_default:
            return title
        return f"{title} ({category.locale})"
