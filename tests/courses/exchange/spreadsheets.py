"""Spreadsheets made by hand, to the last element."""

import io
import zipfile

from openpyxl import Workbook

from courses.exchange.tables import COLUMNS, Table
from courses.exchange.workbooks import ODS_TYPE

ODS = ODS_TYPE.decode()
NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
MANIFEST = (
    '<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<file-entry full-path="/" media-type="{ODS}"/></manifest>'
)


def table_from(content):
    return Table(lambda: io.BytesIO(content))


def xlsx(*rows):
    book = Workbook()
    for cells in rows:
        book.active.append(cells)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def ods(rows, head="", start=""):
    """A file as LibreOffice writes it, of the XML of its rows."""
    content = (
        f"{head}<office:document-content {NAMESPACES}><office:body>"
        f"<office:spreadsheet>{start}"
        f'<table:table table:name="Daftar">{rows}</table:table>'
        '<table:table table:name="Lain"><table:table-row><table:table-cell>'
        "<text:p>tidak dibaca</text:p></table:table-cell></table:table-row>"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    parts = {"META-INF/manifest.xml": MANIFEST, "content.xml": content}
    return archive({"mimetype": ODS, **parts})


def archive(parts, packing=zipfile.ZIP_DEFLATED):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", packing) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return target.getvalue()


def ods_row(*cells, times=1):
    inner = "".join(
        cell if cell.startswith("<") else ods_cell(f"<text:p>{cell}</text:p>")
        for cell in cells
    )
    return (
        f'<table:table-row table:number-rows-repeated="{times}">{inner}'
        "</table:table-row>"
    )


def ods_cell(content, kind="string", more=""):
    return (
        f'<table:table-cell office:value-type="{kind}" {more}>{content}'
        "</table:table-cell>"
    )


def repeated_cell(times):
    more = f'table:number-columns-repeated="{times}"'
    return ods_cell("<text:p>x</text:p>", more=more)


def blank(times):
    return f'<table:table-cell table:number-columns-repeated="{times}"/>'


HEADER = ods_row(*COLUMNS)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOOK = (
    f'<workbook xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="A" r:id="r1"{state}/><sheet name="B" r:id="r2"/></sheets></workbook>'
)


def relationships(*links):
    inner = "".join(
        f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for name, kind, target in links
    )
    return f"<Relationships>{inner}</Relationships>"


RELATIONS = {
    "_rels/.rels": relationships(("r1", "officeDocument", "xl/workbook.xml")),
    "xl/_rels/workbook.xml.rels": relationships(
        ("r1", "worksheet", "worksheets/one.xml"),
        ("r2", "worksheet", "/xl/two.xml"),
        ("r3", "sharedStrings", "sharedStrings.xml"),
        ("r4", "styles", "styles.xml"),
    ),
}


def xlsx_parts(rows, *, strings="", styles="", before="", state=""):
    """An XLSX file as other programs write it, of the XML of its parts."""
    parts = {
        **RELATIONS,
        "xl/workbook.xml": BOOK.replace("{state}", state),
        "xl/worksheets/one.xml": (
            f"<worksheet>{before}<sheetData>{rows}</sheetData></worksheet>"
        ),
        "xl/two.xml": "<worksheet><sheetData/></worksheet>",
        "xl/sharedStrings.xml": f"<sst>{strings}</sst>",
        "xl/styles.xml": f"<styleSheet>{styles}</styleSheet>",
    }
    return archive(parts)


def xlsx_row(*cells):
    inner = "".join(f'<c t="str"><v>{cell}</v></c>' for cell in cells)
    return f"<row>{inner}</row>"


XLSX_HEADER = xlsx_row(*COLUMNS)
