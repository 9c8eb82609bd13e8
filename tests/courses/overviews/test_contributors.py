"""The report “Courses by contributor” and its files."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from courses import setup

from ..factories import (
    ContributorFactory,
    CourseFactory,
    CreditFactory,
    LessonFactory,
    ProblemReportFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
URL = "/admin/reports/courses-by-contributor/"


@pytest.fixture
def ani(db):
    return ContributorFactory(name="Ani")


@pytest.fixture
def credited(sales, ani):
    """Call with facts of a course that credits Ani."""

    def make(role="author", **facts):
        course = CourseFactory(parent=sales, **facts)
        CreditFactory(page=course, contributor=ani, role=role)
        return course

    return make


def rows(client, query=""):
    return list(client.get(URL + query).context["object_list"])


def figures(client):
    (row,) = rows(client)
    return row.public, row.in_review, row.drafts


def send_to_review(course):
    setup.ensure_workflow()
    course.save_revision()
    course.get_workflow().start(course, UserFactory())


def test_an_editor_finds_the_report_in_the_menu(client, editor):
    assert URL in client.get(reverse("wagtailadmin_home")).content.decode()


def test_public_courses_drafts_and_reviews_are_told_apart(client, editor, credited):
    credited()
    credited()
    credited(draft=True)
    send_to_review(credited(draft=True))
    assert figures(client) == (2, 1, 1)


def test_a_course_that_credits_somebody_twice_counts_once(client, editor, credited):
    course = credited()
    CreditFactory(
        page=course, contributor=course.credits.get().contributor, role="editor"
    )
    assert figures(client) == (1, 0, 0)


def test_a_course_behind_a_login_is_not_public(client, editor, credited):
    PageViewRestriction.objects.create(page=credited(), restriction_type="login")
    assert figures(client) == (0, 0, 0)


def test_credits_are_told_by_role(client, editor, credited):
    credited("author")
    credited("author", draft=True)
    credited("captioner")
    assert "author 2, captioner 1" in client.get(URL).content.decode()


def test_a_contributor_without_courses_is_listed_with_nothing(client, editor, ani):
    assert figures(client) == (0, 0, 0)
    assert rows(client)[0].last_published is None


def test_the_last_publication_is_that_of_a_public_course(client, editor, credited):
    yesterday = timezone.now() - dt.timedelta(days=1)
    credited(last_published_at=yesterday)
    credited(live=False, last_published_at=timezone.now())
    assert rows(client)[0].last_published == yesterday


def test_open_reports_are_counted_with_those_of_lessons(client, editor, credited):
    course = credited()
    ProblemReportFactory(page=course)
    ProblemReportFactory(page=LessonFactory(parent=course))
    ProblemReportFactory(page=course, state="fixed")
    ProblemReportFactory(page=CourseFactory(parent=course.get_parent()))
    assert rows(client)[0].open_reports == 2
    assert 'data-label="Open reports">2</td>' in client.get(URL).content.decode()


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("kind=organisation", ["Yayasan"]),
        ("listed=false", ["Yayasan"]),
        ("role=editor", ["Ani"]),
        ("role=translator", []),
        ("q=yaya", ["Yayasan"]),
        ("ordering=-public", ["Ani", "Yayasan"]),
        ("ordering=-name", ["Yayasan", "Ani"]),
    ],
)
def test_the_report_can_be_sifted_and_sorted(client, editor, credited, query, names):
    ContributorFactory(name="Yayasan", kind="organisation", listed=False)
    credited("editor")
    assert [row.name for row in rows(client, f"?{query}")] == names


def test_a_filter_by_role_leaves_the_figures_as_they_are(client, editor, credited):
    credited("editor")
    credited("author")
    (row,) = rows(client, "?role=editor")
    assert row.public == 2


def test_who_stays_off_the_public_list_shows(client, editor):
    ContributorFactory(name="Budi", listed=False)
    assert "person, not in the public list" in client.get(URL).content.decode()


def test_the_name_leads_to_the_contributor(client, editor, ani):
    page = client.get(URL).content.decode()
    assert f"/contributor/edit/{ani.pk}/" in page


def allow(user, *codenames):
    permissions = Permission.objects.filter(codename__in=codenames)
    user.user_permissions.add(*permissions)


def test_a_reader_of_contributors_alone_learns_of_no_drafts_and_reports(
    client, sign_in, credited
):
    reader = sign_in("Kontributor Pengembangan Diri")
    allow(reader, "view_contributor")
    credited()
    ProblemReportFactory(page=credited(draft=True))
    assert figures(client) == (1, 0, 0)
    page = client.get(URL).content.decode()
    assert "Open reports" not in page
    assert "/contributor/edit/" not in page


def test_contributors_do_not_see_each_other_counted(client, sign_in):
    sign_in("Kontributor Pengembangan Diri")
    assert client.get(URL).status_code == 302
    assert URL not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_the_csv_file_holds_a_column_for_each_role(csv_rows, editor, credited):
    ProblemReportFactory(page=credited("captioner"))
    (row,) = csv_rows(URL)
    assert (row["Contributor"], row["Public courses"]) == ("Ani", "1")
    assert (row["author"], row["captioner"], row["Open reports"]) == ("0", "1", "1")


def test_the_csv_file_runs_no_formula(csv_rows, editor):
    ContributorFactory(name="=1+1", slug="jahat")
    assert csv_rows(URL)[0]["Contributor"] == "'=1+1"


def cost(client):
    with CaptureQueriesContext(connection) as spent:
        client.get(URL)
    return len(spent)


def test_a_longer_report_costs_no_more(client, editor, sales, credited):
    ProblemReportFactory(page=credited())
    cost(client)
    few = cost(client)
    for number in range(6):
        other = ContributorFactory(name=f"Lagi {number}")
        course = CourseFactory(parent=sales)
        CreditFactory(page=course, contributor=other)
        ProblemReportFactory(page=course)
    assert cost(client) == few
