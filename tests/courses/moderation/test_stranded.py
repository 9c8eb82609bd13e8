"""A workflow that is missing, empty or off loses nothing."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Workflow, WorkflowPage

from courses import setup
from courses.models import CoursePage, CourseReviewTask, Submission
from courses.moderation.deciding import decide
from courses.moderation.stranded import stranded_pages, workflow_in_use

from ..factories import CourseFactory
from .conftest import handed_in_without_account, member
from .test_desk import DESK, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, admin_user):
    client.force_login(admin_user)
    return client


@pytest.fixture
def no_other(db):
    """Wagtail's own workflow for all pages would take the place of ours."""
    WorkflowPage.objects.filter(page__depth=1).delete()


def our_workflow():
    return Workflow.objects.get(name="Moderasi kursus")


def stranded():
    return [page.pk for page in stranded_pages()]


def test_what_waits_in_a_review_is_not_stranded(course, category):
    handed_in_without_account(category)
    CourseFactory(parent=category, draft=True)
    assert stranded() == []


@pytest.mark.parametrize(
    "switch_off",
    [
        lambda user: our_workflow().deactivate(user=user),
        lambda user: CourseReviewTask.objects.get().deactivate(user=user),
    ],
)
def test_switching_it_off_strands_what_waits_until_it_is_set_up_again(
    desk, course, no_other, admin_user, switch_off
):
    switch_off(admin_user)
    assert stranded() == [course.pk]
    assert workflow_in_use() is None
    assert not CoursePage.objects.get().live
    page = desk.get(DESK).content.decode()
    assert "setup_site" in page
    assert course.title in page
    setup.ensure_workflow()
    assert stranded() == []
    assert titles(desk.get(DESK)) == [course.title]


def test_a_deleted_workflow_strands_what_was_handed_in(desk, category, no_other):
    submission = handed_in_without_account(category)
    our_workflow().delete()
    assert stranded() == [submission.page_id]
    home = desk.get(reverse("wagtailadmin_home")).content.decode()
    assert "setup_site" in home
    setup.ensure_workflow()
    desk.post(reverse("prakerja_courses_resume"))
    assert titles(desk.get(DESK)) == [submission.page.title]


def test_the_button_is_for_moderators(client, author, category):
    submission = handed_in_without_account(category)
    submission.page.current_workflow_state.cancel()
    client.force_login(author)
    client.post(reverse("prakerja_courses_resume"))
    assert stranded() == [submission.page_id]


def test_a_refused_course_is_not_stranded(course, moderator, admin_user):
    decide(
        page=course,
        user=moderator,
        outcome="refused",
        revision_id=course.latest_revision_id,
        reason="scope",
        note="Bukan kursus.",
    )
    our_workflow().deactivate(user=admin_user)
    assert stranded() == []


def test_setting_up_again_resumes_only_what_was_waiting(
    course, category, no_other, admin_user
):
    CourseFactory(parent=category, draft=True, title="Masih ditulis")
    our_workflow().deactivate(user=admin_user)
    call_command("setup_site")
    waiting = [page for page in CoursePage.objects.all() if page.workflow_in_progress]
    assert waiting == [course]


def test_the_workflow_of_all_pages_takes_over_for_ours(
    desk, course, moderator, admin_user
):
    our_workflow().deactivate(user=admin_user)
    desk.post(reverse("prakerja_courses_resume"))
    assert titles(desk.get(DESK)) == [course.title]
    decide(
        page=course,
        user=moderator,
        outcome="approved",
        revision_id=course.latest_revision_id,
    )
    assert CoursePage.objects.get().live


def test_what_its_author_took_back_is_not_stranded(course, author, admin_user):
    course.current_workflow_state.cancel(user=author)
    our_workflow().deactivate(user=admin_user)
    assert stranded() == []


def test_what_is_public_without_changes_is_not_stranded(course, admin_user):
    our_workflow().deactivate(user=admin_user)
    course.get_latest_revision().publish()
    assert stranded() == []


def test_what_its_sender_took_back_is_not_stranded(category, admin_user):
    handed_in_without_account(category)
    our_workflow().deactivate(user=admin_user)
    Submission.objects.update(state="withdrawn")
    assert stranded() == []


def test_a_group_whose_task_is_off_has_no_desk(client, course):
    group = Group.objects.create(name="Pembaca lama")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    task = CourseReviewTask.objects.create(name="Baca lama", active=False)
    task.groups.add(group)
    client.force_login(member("pembaca", "Pembaca lama"))
    assert client.get(reverse("prakerja_courses_desk")).status_code == 302


def test_who_reviews_something_else_does_not_see_what_is_stranded_here(
    client, category
):
    submission = handed_in_without_account(category, title="Tempe")
    submission.page.current_workflow_state.cancel()
    group = Group.objects.create(name="Pembaca lain")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    CourseReviewTask.objects.create(name="Baca lain").groups.add(group)
    client.force_login(member("pembaca", "Pembaca lain"))
    assert "Tempe" not in client.get(DESK).content.decode()
    client.post(reverse("prakerja_courses_resume"))
    assert stranded() == [submission.page_id]
