"""A rights complaint takes a course offline, in one step, wherever it shows."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, Revision

from courses import setup
from courses.models import ProblemReport
from courses.reports.takedown import ACTION, standing_takedown, take_offline

from ..factories import (
    CategoryFactory,
    ContributorFactory,
    CourseFactory,
    CreditFactory,
    LessonFactory,
    LiveSessionFactory,
    ProblemReportFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
REASON = "Pemilik video meminta."


@pytest.fixture
def course(category):
    course = CourseFactory(parent=category, title="Batik Tulis")
    course.save_revision().publish()
    return course


@pytest.fixture
def moderator(category):
    setup.ensure_editors()
    return member("Moderators")


def member(name):
    user = UserFactory()
    user.groups.add(Group.objects.get(name=name))
    return user


def offline(page, user, **facts):
    return take_offline(page=page, user=user, reason=REASON, **facts)


def is_live(page):
    return Page.objects.get(pk=page.pk).live


def entries(page):
    return PageLogEntry.objects.filter(page=page.pk, action=ACTION)


# What goes


def test_the_course_its_lessons_and_its_aliases_go_together(course, moderator):
    lesson = LessonFactory(parent=course)
    lesson_alias = lesson.create_alias(update_slug="salinan")
    alias = course.create_alias(parent=CategoryFactory(), update_slug="lain")
    taken = offline(course, moderator)
    assert {page.pk for page in taken} == {
        page.pk for page in (course, lesson, lesson_alias, alias)
    }
    assert not any(map(is_live, (course, lesson, lesson_alias, alias)))


def test_a_lesson_can_go_alone(course, moderator):
    lesson = LessonFactory(parent=course)
    offline(lesson, moderator)
    assert (is_live(course), is_live(lesson)) == (True, False)


def test_taking_an_alias_offline_takes_what_it_shows(course, moderator):
    alias = course.create_alias(update_slug="lain")
    offline(alias, moderator)
    assert not is_live(course)


def test_an_alias_of_an_alias_goes_too(course, moderator):
    first = course.create_alias(update_slug="satu")
    second = first.create_alias(update_slug="dua")
    offline(course, moderator)
    assert not is_live(second)


def test_other_courses_stay(course, moderator):
    other = CourseFactory(parent=course.get_parent())
    offline(course, moderator)
    assert is_live(other)


def test_a_draft_in_work_is_kept(course, moderator):
    course.title = "Batik Tulis, edisi dua"
    course.save_revision()
    offline(course, moderator)
    draft = Page.objects.get(pk=course.pk).get_latest_revision_as_object()
    assert draft.title == "Batik Tulis, edisi dua"


# What would bring it back by itself


def planned(page, hours):
    page.go_live_at = timezone.now() + dt.timedelta(hours=hours)
    page.save_revision().publish()


def test_a_planned_publication_is_cancelled(course, moderator):
    planned(course, 1)
    offline(course, moderator)
    Revision.objects.filter(approved_go_live_at__isnull=False).update(
        approved_go_live_at=timezone.now() - dt.timedelta(hours=1)
    )
    call_command("publish_scheduled")
    assert not is_live(course)


def test_a_planned_publication_of_a_draft_is_cancelled_too(category, moderator):
    draft = CourseFactory(parent=category, draft=True)
    planned(draft, 1)
    assert offline(draft, moderator) == []
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    assert entries(draft).count() == 1


def test_a_running_review_ends(course, moderator):
    workflow = setup.ensure_workflow()
    course.save_revision()
    workflow.start(course, moderator)
    offline(course, moderator)
    assert Page.objects.get(pk=course.pk).current_workflow_state is None


def test_a_lock_does_not_protect_it(course, moderator):
    owner = UserFactory()
    Page.objects.filter(pk=course.pk).update(locked=True, locked_by=owner)
    offline(course, moderator)
    assert not is_live(course)


# Who, why and after which report


def test_each_page_remembers_who_why_and_after_which_report(course, moderator):
    lesson = LessonFactory(parent=course)
    report = ProblemReportFactory(page=course, kind="copyright")
    offline(course, moderator, report=report)
    for page in (course, lesson):
        entry = entries(page).get()
        assert entry.user == moderator
        assert entry.data == {"reason": REASON, "report": str(report.uid)}


def test_the_history_shows_it_in_words(client, course, moderator):
    report = ProblemReportFactory(page=course)
    offline(course, moderator, report=report)
    client.force_login(moderator)
    text = client.get(f"/admin/pages/{course.pk}/history/").content.decode()
    assert REASON in text
    assert str(report.uid) not in text
    assert f'<a href="/admin/problem-reports/{report.pk}/">' in text


def test_the_report_is_settled_with_the_reason_in_its_note(course, moderator):
    report = ProblemReportFactory(page=course, internal_note="Ditelepon.")
    offline(course, moderator, report=report)
    report.refresh_from_db()
    assert (report.state, report.handled_by) == (ProblemReport.State.FIXED, moderator)
    why = f"Ditarik karena alasan hukum: {REASON}"
    assert report.internal_note == f"Ditelepon.\n\n{why}"


@pytest.mark.parametrize("group", ["Editors", "Kontributor Bisnis Digital"])
def test_who_may_not_publish_may_not_take_offline(course, moderator, group):
    setup.ensure_contributor_groups()
    user = member(group)
    with pytest.raises(PermissionDenied):
        offline(course, user)
    assert is_live(course)


def test_if_anything_fails_nothing_is_offline(course, moderator, monkeypatch):
    def fail(**kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr("courses.reports.takedown.report_handle", fail)
    with pytest.raises(ZeroDivisionError):
        offline(course, moderator, report=ProblemReportFactory(page=course))
    assert is_live(course)
    assert not entries(course).exists()


# Bringing it back


def test_a_takedown_stands_until_somebody_publishes(course, moderator):
    offline(course, moderator)
    page = Page.objects.get(pk=course.pk)
    assert standing_takedown(page).data["reason"] == REASON
    page.get_latest_revision().publish()
    assert standing_takedown(Page.objects.get(pk=course.pk)) is None


def test_a_course_taken_down_twice_shows_the_last_reason(course, moderator):
    offline(course, moderator)
    Page.objects.get(pk=course.pk).get_latest_revision().publish()
    take_offline(page=course, user=moderator, reason="Sekali lagi.")
    page = Page.objects.get(pk=course.pk)
    assert standing_takedown(page).data["reason"] == "Sekali lagi."


def test_an_ordinary_unpublish_is_no_takedown(course):
    course.unpublish()
    assert standing_takedown(Page.objects.get(pk=course.pk)) is None


# Everywhere it shows, with every cache on


@pytest.mark.django_db(transaction=True)
class TestEverywhere:
    @pytest.fixture
    def shown(self, client, settings):
        """The public places that name the course, each warm in the page cache."""
        settings.PAGE_CACHE_ENABLED = True
        course = CourseFactory(title="Batik Tulis")
        CreditFactory(page=course, contributor=ContributorFactory(name="Ani"))
        CreditFactory(contributor=course.credits.get().contributor)
        lesson = LessonFactory(parent=course, title="Canting pertama")
        session = LiveSessionFactory(
            course=course, title="Tanya jawab batik", running=True
        )
        alias = course.create_alias(parent=CategoryFactory(), update_slug="lain")
        call_command("wagtail_update_index", verbosity=0)
        self.course, self.lesson = course, lesson
        self.own = [
            course.url,
            f"/en{course.url}",
            lesson.url,
            alias.url,
            f"/lapor/{course.uid}/",
            f"/lapor/{lesson.uid}/",
            f"/jadwal/{session.uid}/",
            f"/jadwal/{session.uid}/masuk/",
            f"/api/v1/courses/{course.uid}/",
        ]
        self.lists = [
            "/",
            "/kursus/",
            course.get_parent().url,
            alias.get_parent().url,
            "/jadwal/",
            "/kontributor/ani/",
            "/cari/?q=batik",
            "/sitemap.xml",
            "/api/v1/courses/",
            "/api/v1/courses/?limit=100",
        ]
        return self.own, self.lists

    def test_it_is_forgotten_at_once(self, client, shown):
        own, lists = shown
        for path in own:
            assert client.get(path).status_code in (200, 302), path
        named = [path for path in lists if names_it(client, path, self.course)]
        assert set(lists) - set(named) <= {"/"}
        setup.ensure_editors()
        offline(self.course, member("Moderators"))
        for path in own:
            assert client.get(path).status_code == 404, path
        for path in lists:
            assert not names_it(client, path, self.course), path


def names_it(client, path, course):
    answer = client.get(path)
    assert answer.status_code == 200, path
    text = answer.content.decode().lower()
    return "batik tulis" in text or course.slug in text or "jawab batik" in text
