"""The report “Course quality” and its files."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from courses.models import CoursePage
from courses.quality import check_courses

from ..editor import edit_url
from ..factories import CourseFactory, LessonFactory, LiveSessionFactory
from .courses import SoundCourseFactory, figure, page_link, video, watched

pytestmark = pytest.mark.django_db
URL = "/admin/reports/course-quality/"
FORMULA = '=HYPERLINK("https://jahat.example")'


@pytest.fixture
def courses(sales, growth):
    """One public course with a warning and a hint, one draft with an error."""
    SoundCourseFactory(parent=sales, title="Jualan", cover=None, credited=False)
    SoundCourseFactory(parent=growth, title="Bicara", draft=True, rights_holder="")


def found(client, query=""):
    rows = client.get(URL + query).context["object_list"]
    return [(row.title, row.finding.code) for row in rows]


def test_an_editor_finds_the_report_in_the_menu(client, sign_in):
    sign_in("Editors")
    assert URL in client.get(reverse("wagtailadmin_home")).content.decode()


def test_each_finding_is_a_row_that_leads_to_its_page(client, sign_in, courses):
    sign_in("Editors")
    answer = client.get(URL)
    page = answer.context["object_list"][1].course
    assert f'href="{edit_url(page)}"' in answer.content.decode()
    assert answer.context["object_list"][1].category == "Bisnis Digital"


def test_errors_come_before_warnings(client, sign_in, courses):
    sign_in("Editors")
    assert found(client) == [("Bicara", "no-holder"), ("Jualan", "no-credit")]


def test_a_hint_is_listed_where_it_is_asked_for_only(client, sign_in, courses):
    sign_in("Editors")
    assert "no-cover" not in dict(map(reversed, found(client)))
    assert found(client, "?code=no-cover") == [("Jualan", "no-cover")]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("level=error", "Bicara"),
        ("level=warning", "Jualan"),
        ("code=no-cover", "Jualan"),
        ("live=True", "Jualan"),
        ("live=False", "Bicara"),
    ],
)
def test_the_report_can_be_sifted(client, sign_in, courses, query, title):
    sign_in("Editors")
    assert [row[0] for row in found(client, f"?{query}")] == [title]


def test_the_report_can_be_sifted_by_category(client, sign_in, courses, growth):
    sign_in("Editors")
    assert found(client, f"?category={growth.pk}") == [("Bicara", "no-holder")]


def test_a_filter_that_does_not_exist_sifts_nothing(client, sign_in, courses):
    sign_in("Editors")
    assert len(found(client, "?level=nonsense")) == 2


def test_what_is_wrong_in_a_lesson_leads_to_the_lesson(client, sign_in, sales):
    sign_in("Editors")
    course = SoundCourseFactory(parent=sales)
    lesson = LessonFactory(parent=course, body=[video("")])
    (row,) = client.get(URL).context["object_list"]
    assert row.edit_url == edit_url(lesson)


def test_a_contributor_sees_their_own_courses_only(client, sign_in, growth):
    contributor = sign_in("Kontributor Pengembangan Diri")
    CourseFactory(parent=growth, draft=True, title="Orang lain")
    CourseFactory(parent=growth, draft=True, title="Sendiri", owner=contributor)
    assert {title for title, _code in found(client)} == {"Sendiri"}


def test_visitors_are_asked_to_sign_in(client, tree):
    assert "login" in client.get(URL).url


def test_the_csv_file_runs_no_formula(client, sign_in, sales):
    sign_in("Editors")
    CourseFactory(parent=sales, title=FORMULA, slug="jahat", cover=None)
    file = b"".join(client.get(URL + "?export=csv").streaming_content).decode()
    heading, row = csv.reader(io.StringIO(file))
    assert len(heading) == len(row) == 6
    assert row[0] == "'" + FORMULA


def test_the_xlsx_file_holds_all_rows_as_text(client, sign_in, sales):
    sign_in("Editors")
    CourseFactory(parent=sales, title=FORMULA, slug="jahat", cover=None)
    file = b"".join(client.get(URL + "?export=xlsx").streaming_content)
    (cell, *_rest) = list(load_workbook(io.BytesIO(file)).active)[1]
    assert (cell.value, cell.data_type) == (FORMULA, "s")


def faulty(sales, image):
    """A course with something for every lookup that the rules make."""
    course = CourseFactory(parent=sales, draft=True, body=[figure(image), video("")])
    LessonFactory(parent=course, body=[page_link(999_999)])
    LiveSessionFactory(course=course, over=True)


def cost(do):
    with CaptureQueriesContext(connection) as spent:
        do()
    return len(spent)


def test_a_longer_report_costs_no_more(client, sign_in, sales, image):
    sign_in("Editors")
    faulty(sales, image)
    client.get(URL)
    few = cost(lambda: client.get(URL))
    for _ in range(6):
        faulty(sales, image)
    assert cost(lambda: client.get(URL)) == few


def test_checking_costs_the_same_few_queries_for_each_batch(sales, image):
    for _ in range(6):
        faulty(sales, image)
    watched(CourseFactory(parent=sales, body=[video()]), "gone")
    assert cost(lambda: list(check_courses(CoursePage.objects.all()))) <= 7
