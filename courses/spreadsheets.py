"""Exports that stay harmless when a spreadsheet opens them."""

from wagtail.admin.views.mixins import SpreadsheetExportMixin

# What a spreadsheet would run instead of showing.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_text(value):
    """Put an apostrophe before anything that a spreadsheet would run."""
    return f"'{value}" if value.lstrip(" ").startswith(FORMULA_STARTS) else value


# For ``custom_value_preprocess`` of a Wagtail export; XLSX cells are typed as text.
HARMLESS = {str: {"csv": as_text}}


class ReadableExport:
    """A view's files in the reader's language, beside Wagtail's export.

    Wagtail writes CSV while it is sent, when nobody's language is active any more.
    """

    custom_value_preprocess = {
        **SpreadsheetExportMixin.custom_value_preprocess,
        **HARMLESS,
    }

    def stream_csv(self, queryset):
        return list(super().stream_csv(queryset))
