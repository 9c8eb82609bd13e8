"""What the reference site changes about Wagtail's admin."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import DismissibleMenuItem

from . import guide


@hooks.register("construct_help_menu")
def hide_news_for_developers(request, menu_items):
    """Release notes and guide are in English and on somebody else's site."""
    menu_items[:] = [
        item for item in menu_items if not isinstance(item, DismissibleMenuItem)
    ]


@hooks.register("insert_global_admin_css")
def fit_phones():
    return format_html('<link rel="stylesheet" href="{}">', static("home/admin.css"))


@hooks.register("register_admin_urls")
def register_guide_urls():
    return guide.urlpatterns


hooks.register("register_help_menu_item", guide.menu_item)
