"""What became of each row, as a spreadsheet that runs nothing."""

from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from ...admin.spreadsheets import HARMLESS
from ..reports import LABELS


class ReportDownload(SpreadsheetExportMixin):
    list_export = ("row", "outcome", "reason", "title", "url", "page")
    export_headings = {
        "row": _("Row"),
        "outcome": _("Outcome"),
        "reason": _("Reason"),
        "title": _("Title"),
        "url": _("Address"),
        "page": _("Draft"),
    }
    custom_value_preprocess = {
        **SpreadsheetExportMixin.custom_value_preprocess,
        **HARMLESS,
    }

    def __init__(self, admin_home):
        self.admin_home = admin_home

    def response(self, run, kind):
        self.export_filename = f"import-{slugify(run.name) or run.uid}"
        response = self.as_spreadsheet(run.report, kind)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "private, no-store"
        return response

    def to_row_dict(self, entry):
        page = entry.get("page")
        return {
            **{name: entry.get(name, "") for name in self.list_export},
            "outcome": str(LABELS[entry["outcome"]]),
            "page": page and self.edit_url(page),
        }

    def edit_url(self, page):
        path = reverse("wagtailadmin_pages:edit", args=[page])
        return self.admin_home.removesuffix(reverse("wagtailadmin_home")) + path
