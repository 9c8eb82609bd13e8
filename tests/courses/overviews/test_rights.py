"""The report “Course rights” and its files."""

import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from openpyxl import load_workbook

from courses.models import CoursePage, Licence
from courses.rights import publishing_errors

from ..editor import edit_url
from ..factories import CourseFactory, licence

pytestmark = pytest.mark.django_db
URL = "/admin/reports/course-rights/"
FORMULA = '=HYPERLINK("https://jahat.example")'
STATES = Licence.State
NOTE = "Boleh ditampilkan sampai 2027, kata Bu Sri."


def in_state(state):
    return Licence.objects.filter(state=state).first()


def draft(parent, title, **rights):
    """A draft as it may lie there before somebody settles its rights."""
    return CourseFactory(parent=parent, title=title, draft=True, **rights)


@pytest.fixture
def unsettled(sales):
    """One course for each question that may be open."""
    draft(sales, "Tanpa lisensi", licence=None)
    draft(sales, "Belum diketahui", licence=in_state(STATES.UNKNOWN))
    draft(sales, "Tanpa surat izin", licence=in_state(STATES.BY_PERMISSION))
    draft(sales, "Tanpa sumber", licence=in_state(STATES.LINK_ONLY))
    draft(sales, "Tanpa pemilik", rights_holder=" ")
    return CoursePage.objects.all()


@pytest.fixture
def settled(sales):
    by_permission = in_state(STATES.BY_PERMISSION)
    draft(sales, "Berizin", licence=by_permission, rights_note=NOTE)
    address = "https://sumber.example/kursus"
    draft(sales, "Bersumber", licence=in_state(STATES.LINK_ONLY), source_url=address)
    CourseFactory(parent=sales, title="Terbuka")


def found(client, query=""):
    rows = client.get(URL + query).context["object_list"]
    with translation.override("en"):
        return {row.title: row.unsettled for row in rows}


def test_an_editor_finds_the_report_in_the_menu(client, editor):
    assert URL in client.get(reverse("wagtailadmin_home")).content.decode()


def test_what_is_not_settled_is_said(client, editor, unsettled, settled):
    assert found(client, "?unsettled=anything") == {
        "Tanpa lisensi": "no licence",
        "Belum diketahui": "licence unknown",
        "Tanpa surat izin": "permission not written down",
        "Tanpa sumber": "no source",
        "Tanpa pemilik": "no rights holder",
    }


def test_settled_courses_stand_below_with_nothing_to_say(
    client, editor, unsettled, settled
):
    rows = list(found(client).items())
    assert {title for title, _text in rows[5:]} == {"Berizin", "Bersumber", "Terbuka"}
    assert {text for _title, text in rows[5:]} == {""}


def test_the_filter_asks_what_publishing_asks(client, editor, unsettled, settled):
    refused = {course.title for course in unsettled if publishing_errors(course)}
    assert found(client, "?unsettled=anything").keys() == refused


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("unsettled=no-licence", {"Tanpa lisensi"}),
        ("unsettled=licence-unknown", {"Belum diketahui"}),
        ("unsettled=no-permission", {"Tanpa surat izin"}),
        ("unsettled=no-source", {"Tanpa sumber"}),
        ("unsettled=no-holder", {"Tanpa pemilik"}),
        ("state=none", {"Tanpa lisensi"}),
        ("state=link-only", {"Tanpa sumber", "Bersumber"}),
        ("state=open", {"Tanpa pemilik", "Terbuka"}),
        ("live=True", {"Terbuka"}),
        ("q=berizin", {"Berizin"}),
        ("unsettled=no-source&state=open", set()),
    ],
)
def test_the_report_can_be_sifted(client, editor, unsettled, settled, query, titles):
    assert found(client, f"?{query}").keys() == titles


def test_the_report_can_be_sifted_by_licence(client, editor, unsettled, settled):
    chosen = licence("cc-by-4.0").pk
    titles = found(client, f"?licence={chosen}").keys()
    assert titles == {"Tanpa pemilik", "Terbuka"}


def test_the_report_can_be_sifted_by_category(client, editor, sales, growth):
    CourseFactory(parent=sales, title="Jualan")
    CourseFactory(parent=growth, title="Bicara")
    assert found(client, f"?category={growth.pk}").keys() == {"Bicara"}


def test_the_report_can_be_sifted_by_the_day_of_the_last_change(client, editor, sales):
    now = timezone.now()
    for title, days in (("Lama", 30), ("Baru", 1)):
        changed = now - dt.timedelta(days=days)
        CourseFactory(parent=sales, title=title, latest_revision_created_at=changed)
    since = (now - dt.timedelta(days=7)).date()
    assert found(client, f"?latest_revision_created_at_from={since}").keys() == {"Baru"}


def test_each_row_leads_to_its_course_and_its_source(client, editor, settled):
    page = client.get(URL).content.decode()
    for course in CoursePage.objects.all():
        assert f'href="{edit_url(course)}"' in page
    assert '<a href="https://sumber.example/kursus" rel="noreferrer">' in page
    assert ">sumber.example</a>" in page


def test_a_note_on_rights_shows_as_such(client, editor, settled):
    page = client.get(URL + "?q=berizin").content.decode()
    assert f"{in_state(STATES.BY_PERMISSION)}, with a note" in page


def test_on_a_narrow_screen_each_value_says_what_it_is(client, editor, settled):
    page = client.get(URL).content.decode()
    assert 'data-label="Rights holder">Yayasan Contoh</td>' in page


def test_a_contributor_sees_their_own_courses_only(client, sign_in, growth):
    contributor = sign_in("Kontributor Pengembangan Diri")
    draft(growth, "Orang lain")
    CourseFactory(parent=growth, title="Sudah terbit")
    draft(growth, "Sendiri", owner=contributor)
    assert found(client).keys() == {"Sendiri"}


def test_visitors_are_asked_to_sign_in(client, tree):
    assert "login" in client.get(URL).url


def test_the_csv_file_holds_the_words_and_runs_no_formula(csv_rows, editor, sales):
    by_permission = in_state(STATES.BY_PERMISSION)
    facts = {"rights_note": NOTE, "rights_holder": "+62 Foundation"}
    draft(sales, FORMULA, slug="jahat", licence=by_permission, **facts)
    (row,) = csv_rows(URL)
    assert row["Course"] == "'" + FORMULA
    assert row["Rights holder"] == "'+62 Foundation"
    assert (row["Permission or note"], row["Status"]) == (NOTE, "draft")
    assert row["Category"] == "Bisnis Digital"


def test_the_csv_file_follows_the_filter(client, editor, unsettled, settled):
    answer = client.get(URL + "?unsettled=no-holder&export=csv")
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert len(lines) == 2


def test_the_xlsx_file_holds_text(client, editor, sales):
    draft(sales, FORMULA, slug="jahat")
    file = b"".join(client.get(URL + "?export=xlsx").streaming_content)
    (cell, *_rest) = list(load_workbook(io.BytesIO(file)).active)[1]
    assert (cell.value, cell.data_type) == (FORMULA, "s")


def cost(client):
    with CaptureQueriesContext(connection) as spent:
        client.get(URL)
    return len(spent)


def test_a_longer_report_costs_no_more(client, editor, sales):
    draft(sales, "Satu")
    cost(client)
    few = cost(client)
    for number in range(6):
        draft(sales, f"Lagi {number}", licence=in_state(STATES.LINK_ONLY))
    assert cost(client) == few
