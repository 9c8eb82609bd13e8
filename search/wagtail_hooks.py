"""What the search of the reference site adds to the Wagtail admin."""

from django.contrib.auth.models import Permission
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from courses.admin.menu import GuardedMenuItem, report_urls

from .models import MissedSearch
from .reports import MissedSearchesView, PromoteView

register_permission_policy(MissedSearch)


@hooks.register("register_admin_urls")
def register_urls():
    return [
        *report_urls("searches-without-result", MissedSearchesView),
        path("suggest-a-page/", PromoteView.as_view(), name="search_promote"),
    ]


@hooks.register("register_reports_menu_item")
def register_menu_item():
    return GuardedMenuItem(
        _("Searches without result"),
        "search_misses",
        allowed=may_see_misses,
        name="searches-without-result",
        icon_name="search",
        order=140,
    )


def may_see_misses(user):
    return user.has_perm("search.view_missedsearch")


@hooks.register("construct_reports_menu")
def hide_report_that_stays_empty(request, menu_items):
    """This site counts the searches that find nothing, and no others."""
    menu_items[:] = [item for item in menu_items if item.name != "search-terms"]


@hooks.register("register_permissions")
def register_permissions():
    return Permission.objects.filter(
        content_type__app_label="search", codename="view_missedsearch"
    )
