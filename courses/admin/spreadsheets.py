"""Exports that people can read, and that no spreadsheet runs as a program."""

import datetime as dt

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from ..cells import as_text


def on_the_clock(moment):
    """The time that the site's clocks showed; a spreadsheet knows no zones."""
    return timezone.localtime(moment).replace(microsecond=0, tzinfo=None)


def yes_or_no(value):
    return _("Yes") if value else _("No")


# For ``custom_value_preprocess`` of a Wagtail export; XLSX cells are typed as text.
HARMLESS = {
    str: {"csv": as_text},
    dt.datetime: {
        "csv": lambda moment: on_the_clock(moment).isoformat(" ", "minutes"),
        "xlsx": on_the_clock,
    },
    bool: {"csv": yes_or_no, "xlsx": yes_or_no},
}


class ReadableExport:
    """A view's files in the reader's language, beside Wagtail's export.

    Wagtail writes CSV while it is sent, when nobody's language is active any more.
    """

    custom_value_preprocess = {
        **SpreadsheetExportMixin.custom_value_preprocess,
        **HARMLESS,
    }

    def get_filename(self):
        return slugify(self.get_page_title()) or super().get_filename()

    def stream_csv(self, queryset):
        return list(super().stream_csv(queryset))
