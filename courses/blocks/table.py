"""A table that screen readers can follow and phones can scroll."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import (
    TypedTableBlock,
    TypedTableBlockValidationError,
)

from .base import PreviewedBlock


class CaptionedTableBlock(TypedTableBlock):
    text = blocks.CharBlock(label=_("Text"), required=False)
    number = blocks.CharBlock(label=_("Number or amount"), required=False)

    def clean(self, value):
        cleaned = super().clean(value)
        errors = [] if self.is_deferred_validation else list(missing_parts(cleaned))
        if errors:
            raise TypedTableBlockValidationError(non_block_errors=errors)
        return cleaned


def missing_parts(table):
    if not table.caption.strip():
        yield _("Give the table a caption: it is read out before the cells.")
    if not (table.columns and table.row_data):
        yield _("Add at least one column and one row, or remove the table.")


@dataclass(frozen=True)
class Cell:
    text: str
    number: bool
    heading: bool


class TableValue(blocks.StructValue):
    @property
    def caption(self):
        return self["table"].caption

    @property
    def columns(self):
        return [
            Cell(column["heading"], is_number(column), heading=bool(column["heading"]))
            for column in self["table"].columns
        ]

    @property
    def rows(self):
        return [self.row(row["values"]) for row in self["table"].row_data]

    def row(self, values):
        columns = self["table"].columns
        return [
            Cell(value, is_number(column), heading=not place and self.heads_row(value))
            for place, (column, value) in enumerate(zip(columns, values, strict=True))
        ]

    def heads_row(self, value):
        return bool(value and self.get("row_headings"))


def is_number(column):
    return column["block"].name == "number"


class TableBlock(PreviewedBlock):
    table = CaptionedTableBlock(label=_("Table"))
    row_headings = blocks.BooleanBlock(
        label=_("The first column names its row"),
        required=False,
        default=True,
        help_text=_("Screen readers then say the name with every cell of the row."),
    )

    def get_api_representation(self, value, context=None):
        return {
            "caption": value.caption,
            "columns": [
                {"type": column["block"].name, "heading": column["heading"]}
                for column in value["table"].columns
            ],
            "row_headings": value["row_headings"],
            "rows": [row["values"] for row in value["table"].row_data],
        }

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Rows and columns with a caption")
        template = "prakerja_courses/blocks/table.html"
        value_class = TableValue
        preview_value = {
            "table": {
                "caption": "Kas minggu pertama",
                "columns": [
                    {"type": "text", "heading": "Hari"},
                    {"type": "number", "heading": "Masuk"},
                ],
                "rows": [{"values": ["Senin", "Rp250.000"]}],
            },
            "row_headings": True,
        }
