"""Lists of the Wagtail admin that are looked at: nothing is added, edited, deleted."""

from django.urls import path
from django.utils.functional import cached_property
from wagtail.admin.viewsets.model import ModelViewSet


class SeenViewSet(ModelViewSet):
    """Addresses for the list and, where it is enabled, for one of its rows."""

    add_to_admin_menu = True
    menu_needs = None  # a model without whose rows the menu has no such item
    add_to_reference_index = False
    copy_view_enabled = False
    search_backend_name = None

    @cached_property
    def menu_item_class(self):
        base, needed = super().menu_item_class, self.menu_needs

        class SeenMenuItem(base):
            def is_shown(self, request):
                shown = super().is_shown(request)
                return shown and (needed is None or needed.objects.exists())

        return SeenMenuItem

    def get_common_view_kwargs(self, **kwargs):
        none = dict.fromkeys(("add_url_name", "edit_url_name", "delete_url_name"))
        return super().get_common_view_kwargs(**{**none, **kwargs})

    def register_admin_url_finder(self):
        """There is no place to edit a row."""

    def get_urlpatterns(self):
        patterns = [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
        ]
        if self.inspect_view_enabled:
            patterns.append(path("<int:pk>/", self.inspect_view, name="inspect"))
        return patterns
