"""Who is told that something waits: once, and with the way to the desk."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from courses.models import Submission

from ..factories import CourseFactory, StandardPageFactory
from .conftest import hand_in

pytestmark = pytest.mark.django_db


def to(person, letters):
    return [letter for letter in letters if person.email in letter.to]


def draft(category, author, **facts):
    return CourseFactory(parent=category, draft=True, owner=author, **facts)


def test_each_reviewer_gets_one_letter(
    category, author, moderator, admin_user, mailoutbox
):
    hand_in(draft(category, author), author)
    assert len(to(moderator, mailoutbox)) == 1
    assert len(to(admin_user, mailoutbox)) == 1
    assert not to(author, mailoutbox)


def test_it_says_what_from_whom_where_and_leads_to_the_desk(
    category, author, moderator, mailoutbox
):
    course = hand_in(draft(category, author, title="Menabung"), author)
    (letter,) = to(moderator, mailoutbox)
    assert letter.subject == "A new module waits for you: “Menabung”"
    assert "From: Sri\nCategory: Pengembangan Diri" in letter.body
    review = reverse("prakerja_courses_review", args=[course.pk])
    assert letter.body.rstrip().endswith(review)
    assert "/pages/" not in letter.body
    (html, _kind) = letter.alternatives[0]
    assert f'{review}"' in html


def test_a_sender_without_an_account_is_named(category, moderator, mailoutbox):
    page = draft(category, None)
    page.save_revision()
    Submission.objects.create(
        shape="article",
        title=page.title,
        sender_name="Bu Tutik",
        sender_email="tutik@contoh.example",
        page=page,
        form_id="0190f1a2-0000-7000-8000-000000000001",
    )
    hand_in(page)
    (letter,) = to(moderator, mailoutbox)
    assert "From: Bu Tutik (without an account)" in letter.body


def test_what_comes_back_after_changes_is_no_new_module(
    category, author, moderator, mailoutbox
):
    course = hand_in(draft(category, author, title="Menabung"), author)
    course.current_workflow_task_state.reject(user=moderator)
    course.refresh_from_db()
    mailoutbox.clear()
    course.current_workflow_state.resume(user=author)
    (letter,) = to(moderator, mailoutbox)
    assert letter.subject == "A change waits for you: “Menabung”"


def test_a_change_of_a_public_course_is_no_new_module(
    category, author, moderator, mailoutbox
):
    hand_in(CourseFactory(parent=category, owner=author, title="Menabung"), author)
    (letter,) = to(moderator, mailoutbox)
    assert letter.subject.startswith("A change waits")


def test_it_comes_in_the_readers_language(category, author, moderator, mailoutbox):
    moderator.wagtail_userprofile.preferred_language = "id"
    moderator.wagtail_userprofile.save()
    hand_in(draft(category, author), author)
    (letter,) = to(moderator, mailoutbox)
    assert "Pengirim: Sri" in letter.body


def test_whoever_wants_no_letters_gets_none(category, author, moderator, mailoutbox):
    moderator.wagtail_userprofile.submitted_notifications = False
    moderator.wagtail_userprofile.save()
    hand_in(draft(category, author), author)
    assert not to(moderator, mailoutbox)


def test_who_hands_in_is_not_told(category, moderator, colleague, mailoutbox):
    hand_in(draft(category, moderator), moderator)
    assert not to(moderator, mailoutbox)
    assert len(to(colleague, mailoutbox)) == 1


def test_of_a_hosts_own_task_wagtail_tells(
    category, author, moderator, admin_user, mailoutbox
):
    workflow = course_workflow(GroupApprovalTask.objects.create(name="Hukum"))
    course = draft(category, author)
    course.save_revision()
    workflow.start(course, author)
    assert not [one for one in mailoutbox if "A new module" in one.subject]
    assert to(moderator, mailoutbox)
    assert to(admin_user, mailoutbox)


def test_of_a_page_that_is_not_on_the_desk_wagtail_tells(
    home, author, category, moderator, mailoutbox
):
    page = StandardPageFactory(parent=home)
    page.save_revision()
    category.get_workflow().start(page, author)
    (letter,) = to(moderator, mailoutbox)
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in letter.body


def course_workflow(task):
    task.groups.add(Group.objects.get(name="Moderators"))
    workflow = Workflow.objects.create(name="Lain")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    return workflow
