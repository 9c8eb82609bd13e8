import datetime as dt

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.utils import timezone

from courses.models import CoursePage
from home.management.commands import tick
from tests.courses.factories import CourseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path, monkeypatch):
    settings.VAR_DIR = tmp_path
    # The outbox ends its own connection after it sent; here it is the test's.
    monkeypatch.setattr("post_office.mail.db_connection.close", lambda: None)


@pytest.fixture
def done(monkeypatch):
    """Replace the jobs by one that fails and one that counts."""
    runs = []

    def breaks():
        raise ZeroDivisionError

    monkeypatch.setattr(tick, "JOBS", (breaks, lambda: runs.append(1)))
    return runs


def run():
    with pytest.raises(SystemExit) as ending:
        call_command("tick")
    return ending.value.code


def test_every_job_runs_on_an_empty_site():
    assert run() == 0


def test_a_job_that_fails_is_told_and_does_not_stop_the_next(done, capsys):
    assert run() == 1
    assert done == [1]
    assert "breaks: ZeroDivisionError()" in capsys.readouterr().err


def test_a_second_tick_leaves_the_work_to_the_first(done):
    with tick.only_here():
        assert run() == 0
    assert done == []


@pytest.fixture
def course(db, monkeypatch):
    """A draft that is ready to be published, and a clock that does nothing else."""
    monkeypatch.setattr(tick, "JOBS", (tick.publish_scheduled,))
    return CourseFactory(draft=True, title="Menimbang gula", slug="menimbang")


@pytest.fixture
def address(course):
    return course.get_url()


def moments_ago():
    return timezone.now() - dt.timedelta(minutes=1)


def go_live(course):
    """Approve the latest version for a moment that has just come."""
    course.go_live_at = moments_ago()
    course.save_revision(approved_go_live_at=course.go_live_at)


def status(client, address):
    """Ask for a page; kept answers are forgotten at a commit, which no test makes."""
    for cache in caches.all():
        cache.clear()
    return client.get(address).status_code


def test_a_course_goes_live_and_expires_by_the_clock(client, course, address):
    assert status(client, address) == 404
    go_live(course)
    assert run() == 0
    assert status(client, address) == 200
    CoursePage.objects.update(expire_at=moments_ago())
    assert run() == 0
    assert status(client, address) == 404


def test_a_course_is_changed_and_published_after_its_schedule_fired(client, course):
    go_live(course)
    run()
    changed = CoursePage.objects.get(pk=course.pk)
    changed.title = "Menimbang tepung"
    changed.save_revision().publish()
    assert CoursePage.objects.live().get().title == "Menimbang tepung"


def test_a_course_comes_back_after_it_expired(client, course, address):
    course.expire_at = moments_ago()
    course.save_revision().publish()
    run()
    expired = CoursePage.objects.get(pk=course.pk)
    expired.expire_at = None
    expired.save_revision().publish()
    run()
    assert status(client, address) == 200


def test_a_course_that_may_not_be_public_does_not_stop_the_clock(course, capsys):
    faulty = CourseFactory(draft=True, level="")
    go_live(faulty)
    go_live(course)
    assert run() == 0
    assert list(CoursePage.objects.live()) == [course]
    assert capsys.readouterr().err == ""
