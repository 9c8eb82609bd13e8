"""Wrong set-up, told at start instead of in a traceback."""

from django.apps import apps
from django.conf import settings
from django.core.checks import Error, register


@register
def base_page_is_wagtails(app_configs, **kwargs):
    """Course pages extend wagtailcore.Page; a host's own base page is another table."""
    if (
        getattr(settings, "WAGTAIL_PAGE_MODEL", "wagtailcore.Page")
        == "wagtailcore.Page"
    ):
        return []
    return [
        Error(
            "prakerja_courses does not work with a custom base page model.",
            hint="Remove WAGTAIL_PAGE_MODEL from your settings.",
            id="prakerja_courses.E001",
        )
    ]


@register
def tables_can_be_edited(app_configs, **kwargs):
    """The page editor loads the scripts of the table block from its own app."""
    if apps.is_installed("wagtail.contrib.typed_table_block"):
        return []
    return [
        Error(
            "prakerja_courses needs the app behind its table block.",
            hint='Add "wagtail.contrib.typed_table_block" to INSTALLED_APPS.',
            id="prakerja_courses.E002",
        )
    ]
