"""Files that are refused whole, and what the operator is told."""

import io

import pytest
from django.core.management import CommandError, call_command

from courses.models import Contributor, CoursePage, ImportedAddress
from courses.progress import Progress
from tests.courses.factories import CatalogueFactory, CategoryFactory

from .conftest import row

HEADER = b"title,url,provider,topic,language,note\n"
GOOD = b"Dasar,https://a.id/,Budi,Python,id,\n"
MISSING = (
    "The first row lacks these columns: url. It must name title, url, provider, "
    "topic, language, note."
)


@pytest.fixture
def refuse(run, tmp_path):
    """Import these bytes, see them refused and nothing written; return the reason."""

    def refuse(content):
        path = tmp_path / "list.csv"
        path.write_bytes(content)
        with pytest.raises(CommandError) as error:
            run(path)
        assert not CoursePage.objects.exists()
        assert not ImportedAddress.objects.exists()
        assert not Contributor.objects.exists()
        return str(error.value).removeprefix(f"{path}: ")

    return refuse


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The file is empty."),
        (b"\n , \n", "The file is empty."),
        (HEADER, "The file has a first row with names and nothing else."),
        (b"title,provider,topic,language,note\n" + GOOD, MISSING),
        (
            HEADER.replace(b"note", b"title") + GOOD,
            "The first row lacks these columns: note. It must name title, url, "
            "provider, topic, language, note.",
        ),
        (
            HEADER.strip() + b",Title\n" + GOOD,
            "The first row names these columns twice: title. Remove or rename one of "
            "each.",
        ),
        (
            b"\n <!DOCTYPE html><title>Masuk</title>",
            "This is a web page, not a CSV file. Download the file itself.",
        ),
        (
            HEADER + GOOD + "Dasar,https://b.id/,José,Python,id,\n".encode("latin-1"),
            "Line 3 is not text in UTF-8 after “ar,https://b.id/,Jos”. Save the whole "
            "table as CSV (UTF-8).",
        ),
        (
            (HEADER + GOOD).decode().encode("utf-16"),
            "This file is in UTF-16. Save the table as CSV (UTF-8) instead.",
        ),
        (
            HEADER + GOOD + b"Da\0sar,https://b.id/,Budi,Python,id,\n",
            "Line 3 holds a null character, which no text has. The file is damaged: "
            "save or download it again.",
        ),
        (
            HEADER.replace(b",", b"|") + GOOD.replace(b",", b"|"),
            "The cells of the first row are separated by “|”. Save the table with "
            "commas, semicolons or tabs between its cells.",
        ),
        (
            HEADER + GOOD + b'Lain,"https://b.id/,Budi,Python,id,\nTiga,https://c.id/',
            "The file ends within a quoted cell of the row that begins in line 3. "
            "Either the file was cut off: get it again. Or a quotation mark is missing "
            "there: add it.",
        ),
        (
            HEADER + GOOD + b"Lain,https://b.id/kur",
            "The file ends in the middle of row 3: it has 2 of 6 cells and no line "
            "break. If the file was cut off, get it again; if not, fill up the row.",
        ),
        (
            HEADER + GOOD + b'Lain,"https://b.id/"x,Budi,Python,id,\n',
            "Line 3 has a quotation mark where none may stand. Within a cell write it "
            "twice, and put the whole cell in quotation marks. (',' expected after "
            "'\"')",
        ),
        (
            HEADER + GOOD + b"Lain," + b"x" * 5_000_000 + b",Budi,Python,id,\n",
            "Line 3 is longer than a million characters. Shorten its cells, or look "
            "for a missing line break.",
        ),
        (
            HEADER + GOOD + b'Lain,"' + b"satu baris\n" * 500_000 + b'",,,id,\n',
            "The row that begins in line 3 has a cell of more than 131072 characters. "
            "Shorten it, or look for a missing quotation mark.",
        ),
        (
            HEADER + GOOD + b"Lain,https://b.id/,,,id," + b"n" * 40_000 + b"\n",
            "Row 3 has a cell of 40000 characters; it begins with "
            "“nnnnnnnnnnnnnnnnnnnnnnnnnnnnnn”. Shorten it, or look for a missing "
            "quotation mark.",
        ),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "This is an old Excel file (.xls). Save it as .xlsx or as CSV (UTF-8).",
        ),
        (
            b"%PDF-1.7\n",
            "This is a PDF, which has no cells. Get the list as CSV, XLSX or ODS.",
        ),
    ],
)
def test_a_file_that_is_no_table_is_refused_whole(refuse, content, reason):
    assert refuse(content) == reason


def test_the_command_ends_with_an_error_for_the_shell(tmp_path, category):
    path = tmp_path / "list.csv"
    path.write_bytes(b"")
    with pytest.raises(CommandError) as error:
        call_command("import_courses", str(path), into=category.slug)
    assert error.value.returncode == 1


def test_a_row_separated_otherwise_is_rejected_with_its_reason(run, tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(HEADER + GOOD + b"Lain;https://b.id/;Budi;Python;id;\n")
    assert (
        "Row 3, rejected: It is one single cell: its parts are separated by another "
        "sign."
    ) in run(path)


def test_a_missing_file_is_said(run, tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        run(tmp_path / "nothing.csv")


def test_a_folder_is_no_file(run, tmp_path):
    with pytest.raises(CommandError, match="cannot be read: Is a directory"):
        run(tmp_path)


def test_an_unknown_category_is_answered_with_those_there_are(run, write_csv):
    with pytest.raises(CommandError) as error:
        run(write_csv(row()), into="teknologi")
    assert str(error.value) == (
        "There is no category “teknologi”. There are: bisnis-digital."
    )


def test_a_category_that_exists_twice_is_refused(run, write_csv, category, home):
    other = CatalogueFactory(parent=home, title="Arsip", slug="arsip")
    CategoryFactory(parent=other, title="Bisnis Digital")
    with pytest.raises(CommandError, match="More than one category has the slug"):
        run(write_csv(row()))
    assert not CoursePage.objects.exists()


def test_tables_saved_by_spreadsheets_are_read(run, tmp_path):
    """With a byte order mark, semicolons, other columns, capitals and blank lines."""
    path = tmp_path / "list.csv"
    path.write_bytes(
        "\ufeffTitle ;No;URL;Provider;Topic;Language;Note\r\n"
        "Dasar;1; https://a.id/ ;Budi;Python;id;\r\n"
        ";;;;;;\r\n\r\n"
        '"Dua\r\nbaris";3;https://b.id/;Budi;Python;fr;\r\n'.encode()
    )
    output = run(path)
    assert CoursePage.objects.get().title == "Dasar"
    assert "Row 5, rejected: The language “fr”" in output


def test_a_dry_run_writes_nothing_and_reports_the_same(run, write_csv):
    path = write_csv(
        row(), row(title="Lain"), row(url=""), row(url="https://a.id", provider="")
    )
    dry = run(path, "--dry-run").splitlines()
    assert not CoursePage.objects.exists()
    assert not ImportedAddress.objects.exists()
    assert not Contributor.objects.exists()
    wet = run(path).splitlines()
    assert dry[:-1] == wet[:-1]
    tally = "2 made, 0 unchanged, 0 merged, 1 conflicting, 1 rejected, 1 flagged"
    assert dry[-1] == f"4 rows: {tally}. Nothing was written."
    assert wet[-1] == f"4 rows into “Bisnis Digital”: {tally}."


def test_a_dry_run_knows_what_was_imported_before(run, write_csv):
    path = write_csv(row())
    run(path)
    assert run(path, "--dry-run").startswith("1 rows: 0 made, 1 unchanged")


def test_into_is_asked_for(write_csv):
    with pytest.raises(CommandError, match="--into"):
        call_command("import_courses", str(write_csv(row())))


class Terminal(io.StringIO):
    def __init__(self, is_terminal):
        super().__init__()
        self.isatty = lambda: is_terminal

    def write(self, text, style_func=None, ending="\n"):
        super().write(text + ending)


def test_a_terminal_shows_a_bar():
    stream = Terminal(is_terminal=True)
    Progress(stream, total=2).step(1)
    assert stream.getvalue() == f"\r[{'#' * 15}{'.' * 15}] 1/2"


def test_a_log_shows_a_line_now_and_then():
    stream = Terminal(is_terminal=False)
    progress = Progress(stream, total=250)
    for done in range(1, 251):
        progress.step(done)
    progress.clear()
    assert stream.getvalue() == "100/250\n200/250\n"
