"""A course says when a reported problem was last fixed."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.reports.services import report_handle

from ..factories import CourseFactory, LessonFactory, ProblemReportFactory, UserFactory

pytestmark = pytest.mark.django_db
LINE = "A reported problem was fixed on"


@pytest.fixture
def course(category):
    return CourseFactory(parent=category)


def fixed(page, days=0, **facts):
    at = timezone.now() - dt.timedelta(days=days)
    return ProblemReportFactory(page=page, state="fixed", handled_at=at, **facts)


def shown(client, page):
    return client.get(page.url).context["fixed_on"]


def today(days=0):
    return timezone.localdate() - dt.timedelta(days=days)


def test_every_course_and_lesson_leads_to_the_form(client, course):
    for page in (course, LessonFactory(parent=course)):
        text = client.get(page.url).content.decode()
        assert f'href="/lapor/{page.uid}/"' in text
        assert "<form" not in text.split("<main")[1].split("</main>")[0]


def test_the_link_keeps_the_language_of_the_visitor(client, course):
    text = client.get(f"/en{course.url}").content.decode()
    assert f'href="/en/lapor/{course.uid}/"' in text


def test_without_a_repair_nothing_is_said(client, course):
    ProblemReportFactory(page=course)
    ProblemReportFactory(page=course, state="dismissed", handled_at=timezone.now())
    assert shown(client, course) is None
    assert LINE not in client.get(f"/en{course.url}").content.decode()


def test_the_latest_repair_is_named(client, course):
    fixed(course, 20)
    fixed(course, 5)
    assert shown(client, course) == today(5)
    assert LINE in client.get(f"/en{course.url}").content.decode()


def test_a_repair_of_more_than_a_year_ago_is_not_news(client, course):
    fixed(course, 364)
    assert shown(client, course) is not None
    other = CourseFactory(parent=course.get_parent())
    fixed(other, 366)
    assert shown(client, other) is None


def test_a_course_speaks_for_its_lessons_and_a_lesson_for_itself(client, course):
    mended, other = LessonFactory(parent=course), LessonFactory(parent=course)
    fixed(mended, 3)
    assert shown(client, course) == shown(client, mended) == today(3)
    assert shown(client, other) is None


def test_a_course_says_nothing_about_another_one(client, course):
    fixed(CourseFactory(parent=course.get_parent()))
    assert shown(client, course) is None


def test_the_line_costs_no_query(client, course):
    before = cost(client, course)
    for _ in range(3):
        fixed(course)
        fixed(LessonFactory(parent=course))
        ProblemReportFactory(page=course)
    assert cost(client, course) == before


def cost(client, page):
    client.get(page.url)
    with CaptureQueriesContext(connection) as spent:
        client.get(page.url)
    return len(spent)


@pytest.mark.django_db(transaction=True)
def test_a_kept_answer_learns_of_a_repair_at_once_but_of_no_new_report(client):
    from prakerja_cms.models import PublicGeneration

    course = CourseFactory()
    assert LINE not in client.get(f"/en{course.url}").content.decode()
    before = PublicGeneration.current()
    report = ProblemReportFactory(page=course)
    assert PublicGeneration.current() == before
    report_handle(report=report, user=UserFactory(), state="fixed")
    assert LINE in client.get(f"/en{course.url}").content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_stranger_who_sends_forms_empties_no_cache(client):
    from prakerja_cms.models import PublicGeneration

    from ..guarding import guard_fields

    course = CourseFactory()
    before = PublicGeneration.current()
    fields = {**guard_fields(), "kind": "video"}
    assert client.post(f"/lapor/{course.uid}/", fields).status_code == 303
    assert PublicGeneration.current() == before
