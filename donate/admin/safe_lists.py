"""Lists that can be taken along as CSV or XLSX, harmless in a spreadsheet."""

from collections.abc import Callable
from typing import Any

from wagtail.admin.views.generic import IndexView

from .exports import as_text


class SafeIndexView(IndexView):
    """``exported`` names each column: its heading and what reads it from a row."""

    exported: dict[str, tuple[Any, Callable[[Any], Any]]] = {}
    custom_value_preprocess = {
        **IndexView.custom_value_preprocess,
        str: {IndexView.FORMAT_CSV: as_text},
    }

    def get_add_url(self):
        """A row begins elsewhere: at a gift, an advertisement, or a list."""

    @property
    def list_export(self):
        return list(self.exported)

    @property
    def export_headings(self):
        return {name: heading for name, (heading, _read) in self.exported.items()}

    def to_row_dict(self, item):
        return {name: read(item) for name, (_heading, read) in self.exported.items()}
