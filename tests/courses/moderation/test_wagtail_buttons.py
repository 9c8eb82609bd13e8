"""Wagtail's dashboard and page editor lead to the same decision as the desk."""

import json

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Task, WorkflowState
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text
from wagtail.test.utils.form_data import streamfield as stream

from courses.models import CoursePage, CourseReviewTask, Licence, ReviewDecision

from .conftest import hand_in

pytestmark = pytest.mark.django_db

WORDS = {"reason": "rights", "note": "Dari mana gambar ini?"}


@pytest.fixture
def desk(client, moderator):
    client.force_login(moderator)
    return client


def action_url(page, action):
    args = [page.pk, action, page.current_workflow_task_state.pk]
    return reverse("wagtailadmin_pages:workflow_action", args=args)


def texts(response):
    return [str(message) for message in response.context["messages"]]


def edit_form(page, **changes):
    """What a browser sends from the page editor, nothing typed."""
    fields = {
        "title": page.title,
        "slug": page.slug,
        "summary": page.summary,
        "body": stream([("text", rich_text("<p>Ambil buku tulis.</p>"))]),
        "cover": "",
        "tags": "",
        "format": page.format,
        "level": page.level,
        "language": page.language,
        "duration_minutes": "45",
        "device": page.device,
        "licence": str(page.licence_id),
        "rights_holder": page.rights_holder,
        "source_url": "",
        "credits": inline_formset([]),
        "picked": inline_formset([]),
        "comments": inline_formset([]),
        "action-workflow-action": "true",
        "workflow-action-name": "approve",
    }
    return nested_form_data({**fields, **changes})


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_asking_for_changes_opens_a_form_with_reasons(desk, course):
    response = desk.get(action_url(course, "reject"))
    assert 'name="reason"' in response.json()["html"]


@pytest.mark.parametrize("action", ["reject", "refuse"])
def test_without_a_reason_the_form_comes_back(desk, course, action):
    response = desk.post(
        action_url(course, action),
        {"note": "Kurang."},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert "Choose a reason" in response.json()["html"]
    assert not ReviewDecision.objects.exists()


@pytest.mark.parametrize(
    ("action", "status"),
    [
        ("reject", WorkflowState.STATUS_NEEDS_CHANGES),
        ("refuse", WorkflowState.STATUS_CANCELLED),
    ],
)
def test_with_a_reason_it_is_decided(desk, course, moderator, action, status):
    desk.post(action_url(course, action), WORDS)
    decision = ReviewDecision.objects.get()
    assert (decision.reason, decision.decided_by) == ("rights", moderator)
    assert course.workflow_states.get().status == status


def test_approving_on_the_dashboard_publishes(desk, course):
    desk.post(action_url(course, "approve"), {})
    assert CoursePage.objects.get().live


def test_a_button_drawn_before_a_new_round_decides_nothing(desk, course, author):
    stale = action_url(course, "approve")
    course.current_workflow_state.cancel(user=author)
    hand_in(course, author)
    response = desk.post(stale, {}, follow=True)
    assert "was changed while you were reading" in texts(response)[0]
    assert not CoursePage.objects.get().live


def test_the_dashboard_approves_only_what_it_previews(desk, course, colleague):
    course.save_revision(user=colleague)
    response = desk.post(action_url(course, "approve"), {}, follow=True)
    review = reverse("prakerja_courses_review", args=[course.pk])
    assert response.redirect_chain == [(review, 302)]
    assert not CoursePage.objects.get().live


def test_an_open_dialog_notices_autosave(desk, course, colleague):
    draft = course.save_revision(user=colleague)
    course.current_workflow_state.cancel()
    course.get_workflow().start(course, colleague)
    html = desk.get(action_url(course, "approve")).json()["html"]
    version = html.split('name="version" value="')[1].split('"')[0]
    course.save_revision(user=colleague, overwrite_revision=draft)
    desk.post(action_url(course, "approve"), {"version": version})
    assert not CoursePage.objects.get().live


def test_clicking_twice_on_the_dashboard_is_one_decision(desk, course):
    url = action_url(course, "approve")
    desk.post(url, {})
    desk.post(url, {})
    assert ReviewDecision.objects.count() == 1


def test_a_contributor_is_offered_nothing(client, course, author):
    client.force_login(author)
    response = client.post(action_url(course, "approve"), {})
    assert response.status_code == 302
    assert not CoursePage.objects.get().live


def test_approving_in_the_editor_says_that_it_is_public(desk, course):
    response = desk.post(edit_url(course), edit_form(course), follow=True)
    assert "It is public now." in texts(response)[0]
    assert CoursePage.objects.get().live


def test_the_editor_does_not_approve_what_it_did_not_show(desk, course, colleague):
    shown = course.latest_revision_id
    course.save_revision(user=colleague)
    response = desk.post(
        edit_url(course), edit_form(course, loaded_revision_id=str(shown))
    )
    assert "changed by somebody else" in texts(response)[0]
    assert not CoursePage.objects.get().live


def test_the_editor_keeps_what_was_typed_when_an_error_stops_it(desk, course):
    Licence.objects.filter(code="cc-by-4.0").update(state="unknown")
    data = edit_form(course, summary="Ringkasan yang baru diketik di sini.")
    page = desk.post(edit_url(course), data, follow=True).content.decode()
    assert "Ringkasan yang baru diketik di sini." in page
    assert not CoursePage.objects.get().live


def test_the_editor_asks_for_a_reason_even_if_a_browser_does_not(desk, course):
    data = edit_form(course, **{"workflow-action-name": "refuse"})
    response = desk.post(edit_url(course), data, follow=True)
    assert "Choose a reason" in texts(response)[0]
    assert not ReviewDecision.objects.exists()


def test_a_note_that_is_too_long_is_not_dropped_in_silence(desk, course):
    extra = json.dumps({"note": "a" * 4001})
    data = edit_form(course, **{"workflow-action-extra-data": extra})
    desk.post(edit_url(course), data)
    assert not ReviewDecision.objects.exists()


def test_switching_the_task_off_publishes_nothing(course, admin_user):
    CourseReviewTask.objects.get().deactivate(user=admin_user)
    course.refresh_from_db()
    assert not course.live
    assert not course.workflow_in_progress


def test_a_workflow_without_open_tasks_takes_nothing(course, category):
    Task.objects.update(active=False)
    assert course.get_workflow() is None
    assert category.get_workflow() is None


def test_a_host_may_add_a_further_task(desk, course, moderator):
    from wagtail.models import GroupApprovalTask, WorkflowTask

    second = GroupApprovalTask.objects.create(name="Hukum")
    second.groups.add(Group.objects.get(name="Moderators"))
    workflow = course.get_workflow()
    WorkflowTask.objects.create(workflow=workflow, task=second, sort_order=1)
    desk.post(action_url(course, "approve"), {})
    course = CoursePage.objects.get()
    assert not course.live
    assert course.current_workflow_task == second
    desk.post(action_url(course, "approve"), {})
    assert CoursePage.objects.get().live


def test_an_approved_schedule_is_told_as_one(desk, course):
    course.go_live_at = timezone.now() + timezone.timedelta(days=1)
    course.save_revision()
    data = edit_form(course, go_live_at=course.go_live_at.strftime("%Y-%m-%d %H:%M"))
    response = desk.post(edit_url(course), data, follow=True)
    assert "at the time set for it" in texts(response)[0]


def test_a_contributor_is_told_what_is_true_when_handing_in_fails(
    client, category, author
):
    client.force_login(author)
    kind = ("prakerja_courses", "coursepage", category.pk)
    draft = CoursePage(title="Baru", slug="baru", summary="Ringkas.")
    data = edit_form(draft, licence="", **{"action-submit": "1"})
    response = client.post(reverse("wagtailadmin_pages:add", args=kind), data)
    assert "This is not handed in yet" in texts(response)[0]


def test_without_a_workflow_handing_in_keeps_a_draft(client, course, category, author):
    Task.objects.update(active=False)
    client.force_login(author)
    kind = ("prakerja_courses", "coursepage", category.pk)
    data = edit_form(course, slug="lain", **{"action-submit": "1"})
    client.post(reverse("wagtailadmin_pages:add", args=kind), data)
    added = CoursePage.objects.get(slug="lain")
    assert not added.live
    assert not added.workflow_in_progress
