"""The screens of importing: who may open them, and what each of them does."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from courses.exchange.runs.making import ask_again
from courses.exchange.runs.states import State, run_begin
from courses.models import CoursePage, ImportRun
from tests.courses.factories import CategoryFactory, CourseFactory, UserFactory

from ..conftest import row
from ..runs.conftest import COLUMNS, list_file, two_rows
from ..runs.test_running import silence

NEW = "/admin/imports/new/"


def screen(run, name="", *more):
    suffix = f"_{name}" if name else ""
    return reverse(f"prakerja_courses_import{suffix}", args=[run.uid, *more])


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def test_from_a_file_to_drafts(signed_in, category, committed):
    signed_in.post(NEW, {"file": list_file(*two_rows())})
    run = ImportRun.objects.get()
    page = signed_in.get(screen(run), follow=True).content.decode()
    assert "https://a.id/1" in page
    facts = {**run.columns, "category": category.pk}
    assert run.columns == COLUMNS
    with committed():
        signed_in.post(screen(run, "columns"), facts)
    assert "Import 2 courses as drafts" in signed_in.get(screen(run)).content.decode()
    assert not CoursePage.objects.exists()
    with committed():
        signed_in.post(screen(run, "start"))
    assert CoursePage.objects.count() == 2
    assert screen(run, "undo") in signed_in.get(screen(run)).content.decode()
    with committed():
        signed_in.post(screen(run, "undo"))
    assert not CoursePage.objects.exists()
    assert "Undone" in signed_in.get(screen(run)).content.decode()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The submitted file is empty."),
        (b"\n\n", "The file is empty."),
        (b"judul|alamat|catatan\n", "separated by “|”"),
        (b"judul\nBelajar\n", "The first row is a single cell: “judul”."),
        (b"judul,alamat,Judul\n", "names these columns twice: judul."),
        (b"<html>,a\n", "This is a web page, not a list."),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is not text in UTF-8"),
    ],
)
def test_a_file_that_is_no_list_is_refused_beside_its_field(signed_in, content, reason):
    file = SimpleUploadedFile("daftar.xlsx", content)
    assert reason in signed_in.post(NEW, {"file": file}).content.decode()
    assert not ImportRun.objects.exists()


def test_a_file_that_is_too_large_is_refused(signed_in, settings):
    settings.PRAKERJA_COURSES = {"IMPORT_MEGABYTES": 0.0001}
    file = SimpleUploadedFile("daftar.csv", b"judul,alamat\n" + b"x" * 200)
    answer = signed_in.post(NEW, {"file": file}).content.decode()
    assert "The file is larger than 0.0001 MB." in answer
    assert not ImportRun.objects.exists()


def test_the_file_lies_in_private_storage_under_no_name_of_its_sender(upload, settings):
    run = upload()
    assert run.file.name.endswith(f"{run.uid}.list")
    assert not str(run.file.path).startswith(str(settings.MEDIA_ROOT))


def test_only_categories_where_one_may_add_are_offered(
    signed_in, upload, catalogue, category
):
    other = CategoryFactory(parent=catalogue, title="Teknologi")
    run = upload()
    form = signed_in.get(screen(run, "columns")).context["form"]
    assert list(form.fields["category"].queryset) == [category]
    answer = signed_in.post(
        screen(run, "columns"), {**run.columns, "category": other.pk}
    )
    assert "category" in answer.context["form"].errors
    run.refresh_from_db()
    assert run.state == State.UPLOADED


def test_one_column_cannot_be_two_facts(signed_in, upload, category):
    run = upload()
    facts = {**run.columns, "topic": "judul", "category": category.pk}
    answer = signed_in.post(screen(run, "columns"), facts)
    assert "Two facts are read from the same column." in answer.content.decode()


def test_title_and_address_are_needed(signed_in, upload, category):
    run = upload()
    facts = {"title": "judul", "category": category.pk}
    form = signed_in.post(screen(run, "columns"), facts).context["form"]
    assert list(form.errors) == ["url"]


def test_a_screen_at_work_looks_again_by_itself(signed_in, checked, contributor):
    run = checked()
    assert "Refresh" not in signed_in.get(screen(run)).headers
    run_begin(run=run, state=State.RUNNING, user=contributor)
    answer = signed_in.get(screen(run))
    assert answer.headers["Refresh"] == "4"
    assert "0 of 2 rows" in answer.content.decode()
    assert "Continue where it stopped" not in answer.content.decode()


def test_a_run_found_dead_is_continued_by_a_click(
    signed_in, checked, contributor, committed
):
    run = checked()
    run_begin(run=run, state=State.RUNNING, user=contributor)
    silence(run)
    assert "Continue where it stopped" in signed_in.get(screen(run)).content.decode()
    with committed():
        signed_in.post(screen(run, "continue"))
    assert CoursePage.objects.count() == 2


def test_two_clicks_start_one_run(signed_in, checked, committed):
    run = checked()
    with committed():
        signed_in.post(screen(run, "start"))
        answer = signed_in.post(screen(run, "start"), follow=True)
    assert "This import is at another step by now." in answer.content.decode()
    assert CoursePage.objects.count() == 2


def test_rows_to_look_at_stand_first_with_their_reason(signed_in, checked):
    run = checked(row(), row(url="", title="Tanpa alamat"))
    page = signed_in.get(screen(run)).content.decode()
    assert "Tanpa alamat" in page
    assert "The address is missing." in page


def test_rows_that_repeat_an_earlier_one_are_listed(signed_in, checked):
    page = signed_in.get(screen(checked(row(), row()))).content.decode()
    assert "same address as row 2" in page


@pytest.fixture
def known(checked, category):
    """A checked list whose first row somebody made by hand already."""
    CourseFactory(parent=category, title="Sudah ada", source_url="https://a.id/1")
    return checked(*two_rows())


def test_what_is_on_the_site_already_is_counted_and_named(signed_in, known):
    answer = signed_in.get(screen(known))
    assert (1, "on the site already") in list(answer.context["summary"].figures)
    assert (1, "new courses") in list(answer.context["summary"].figures)
    assert "“Sudah ada” uses this address already" in answer.content.decode()


@pytest.mark.parametrize(("ticked", "made"), [({}, 1), ({"again": "on"}, 2)])
def test_it_is_imported_only_when_ticked(signed_in, known, committed, ticked, made):
    with committed():
        signed_in.post(screen(known, "start"), ticked)
    known.refresh_from_db()
    assert known.state == State.DONE
    assert known.made.count() == made


def test_a_list_of_known_courses_only_asks_for_the_tick(signed_in, checked, category):
    CourseFactory(parent=category, source_url="https://a.id/1")
    page = signed_in.get(screen(checked(row(url="https://a.id/1")))).content.decode()
    assert "There is nothing new to import from this list." in page
    assert 'name="again" required' in page


def test_checking_anew_forgets_the_tick(signed_in, known, step):
    ImportRun.objects.filter(pk=known.pk).update(
        report=ask_again(known.report), state=State.FAILED
    )
    run = step(known, State.CHECKING)
    assert run.report[0]["outcome"] == "existing"
    assert "again" not in run.report[0]


def test_after_undoing_the_figures_are_of_what_was_deleted(signed_in, imported, step):
    run = imported()
    CoursePage.objects.first().save_revision()
    step(run, State.UNDOING)
    figures = list(signed_in.get(screen(run)).context["summary"].figures)
    assert figures[:2] == [(1, "drafts deleted"), (1, "drafts kept")]
    assert "drafts made" not in {str(label) for _number, label in figures}
    report = signed_in.get(screen(run, "report", "csv"))
    assert "deleted" in b"".join(report.streaming_content).decode()


def test_what_would_be_undone_is_told_first(signed_in, imported):
    run = imported()
    CoursePage.objects.first().save_revision()
    page = signed_in.get(screen(run, "undo")).content.decode()
    assert "1 draft that nobody has touched" in page
    assert "Somebody edited it since." in page
    assert CoursePage.objects.count() == 2


@pytest.mark.parametrize("name", ["", "columns", "undo"])
def test_nobody_sees_the_import_of_somebody_else(client, upload, category, name):
    other = UserFactory()
    other.groups.set(upload().started_by.groups.all())
    client.force_login(other)
    assert client.get(screen(upload(), name)).status_code == 404
    assert upload().name not in client.get("/admin/imports/").content.decode()


def test_an_administrator_sees_all(client, admin, upload):
    client.force_login(admin)
    assert upload().name in client.get("/admin/imports/").content.decode()


def test_an_account_that_may_add_nowhere_is_turned_away(client, upload, contributor):
    run = upload()
    contributor.groups.first().page_permissions.all().delete()
    client.force_login(contributor)
    for url in ("/admin/imports/", NEW, screen(run)):
        assert client.get(url).status_code == 302
    assert client.post(screen(run, "start")).status_code == 302
    assert "/admin/imports/" not in client.get("/admin/").content.decode()


def test_the_menu_leads_there(signed_in):
    assert "/admin/imports/" in signed_in.get("/admin/").content.decode()


def test_starting_asks_for_a_post(signed_in, checked):
    assert signed_in.get(screen(checked(), "start")).status_code == 405


def test_the_report_as_csv_runs_nothing(signed_in, checked):
    run = checked(row(title="=HYPERLINK(1)", url=""))
    answer = signed_in.get(screen(run, "report", "csv"))
    text = b"".join(answer.streaming_content).decode()
    (line,) = list(csv.DictReader(io.StringIO(text)))
    assert line["Title"] == "'=HYPERLINK(1)"
    assert (line["Row"], line["Outcome"]) == ("2", "rejected")
    assert answer["Content-Disposition"].startswith("attachment")


def test_the_report_as_xlsx_leads_to_the_drafts(signed_in, imported):
    run = imported(row(title="=1+1", url="https://a.id/1"))
    answer = signed_in.get(screen(run, "report", "xlsx"))
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    cells = list(book.active.iter_rows(values_only=True))[1]
    page = CoursePage.objects.get()
    assert cells[3] == "=1+1"
    assert book.active["D2"].data_type == "s"
    assert cells[5] == f"http://testserver/admin/pages/{page.pk}/edit/"


def test_there_is_no_report_before_the_check(signed_in, upload):
    assert signed_in.get(screen(upload(), "report", "csv")).status_code == 404


def test_a_file_no_longer_kept_is_said(signed_in, upload):
    run = upload()
    run.file.delete()
    answer = signed_in.get(screen(run, "columns"), follow=True)
    assert "The file of this import is no longer kept." in answer.content.decode()
