"""Counting up the ids tells nobody the titles of drafts that are not theirs."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from courses.setup import contributor_group_of, ensure_contributor_groups
from tests.courses.factories import CourseFactory, LessonFactory, UserFactory

pytestmark = pytest.mark.django_db
BULK = "/admin/bulk/wagtailcore/page"
ACTIONS = ["delete", "move", "publish", "unpublish"]
PLACES = [
    "/admin/pages/{draft}/",
    "/admin/pages/{draft}/results/",
    "/admin/pages/{draft}/move/{category}/confirm/",
    "/admin/pages/{category}/move/{draft}/confirm/",
    "/admin/pages/{draft}/revisions/compare/earliest...latest/",
    "/admin/pages/workflow/preview/{draft}/1/",
    "/admin/choose-page/{draft}/",
    "/admin/choose-page/chosen-multiple/?id={draft}",
    *(f"{BULK}/{action}/?id={{draft}}" for action in ACTIONS),
    *(f"{BULK}/{action}/?id=all&childOf={{category}}" for action in ACTIONS),
    f"{BULK}/delete/?id=all",
    f"{BULK}/delete/?id={{category}}&id={{draft}}",
]


@pytest.fixture
def author(category):
    ensure_contributor_groups()
    user = UserFactory(username="penulis")
    user.groups.add(contributor_group_of(page=category))
    return user


@pytest.fixture
def treasurer():
    user = UserFactory(username="bendahara")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return user


@pytest.fixture
def draft(category):
    return CourseFactory(parent=category, title="Draf rahasia", live=False)


def at(place, draft):
    return place.format(draft=draft.pk, category=draft.get_parent().pk)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("who", ["author", "treasurer"])
def test_a_draft_of_somebody_else_is_not_found(client, draft, request, who, place):
    client.force_login(request.getfixturevalue(who))
    response = client.get(at(place, draft))
    assert response.status_code == 404
    assert "rahasia" not in response.content.decode()


def test_a_public_lesson_of_a_draft_is_not_found_either(client, draft, author):
    lesson = LessonFactory(parent=draft)
    client.force_login(author)
    assert client.get(f"/admin/pages/{lesson.pk}/").status_code == 404


@pytest.mark.parametrize("kind", ["own", "public"])
def test_own_drafts_and_public_courses_are_found(client, category, author, kind):
    facts = {"live": False, "owner": author} if kind == "own" else {}
    course = CourseFactory(parent=category, **facts)
    client.force_login(author)
    for place in ("/admin/pages/{}/", "/admin/choose-page/{}/", BULK + "/move/?id={}"):
        assert client.get(place.format(course.pk)).status_code == 200


def test_select_all_reaches_only_below_its_place(client, category, draft, author):
    own = CourseFactory(parent=category, live=False, owner=author)
    LessonFactory(parent=own, live=False, owner=author)
    client.force_login(author)
    url = f"{BULK}/delete/?id=all&childOf={own.pk}"
    assert client.get(url).status_code == 200


def test_the_bulk_actions_on_courses_leave_drafts_out_themselves(
    client, category, draft, author
):
    public = CourseFactory(parent=category, title="Kursus umum")
    client.force_login(author)
    url = f"{BULK}/course_tags/?id={draft.pk}&id={public.pk}"
    text = client.get(url).content.decode()
    assert "Kursus umum" in text
    assert "rahasia" not in text


def test_administrators_find_every_draft(admin_client, draft):
    assert admin_client.get(f"/admin/pages/{draft.pk}/").status_code == 200


def test_a_reviewer_without_rights_on_pages_may_open_what_waits(
    client, draft, treasurer
):
    task = GroupApprovalTask.objects.create(name="Baca")
    task.groups.add(group := Group.objects.create(name="Pembaca"))
    treasurer.groups.add(group)
    workflow = Workflow.objects.create(name="Baca")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    draft.save_revision()
    workflow.start(draft, None)
    client.force_login(treasurer)
    assert client.get(f"/admin/pages/{draft.pk}/edit/").status_code == 200


@pytest.mark.parametrize("number", ["0", "99999", "9" * 40])
def test_ids_of_no_page_are_not_found(client, author, number):
    client.force_login(author)
    assert client.get(f"/admin/pages/{number}/").status_code == 404


def test_visitors_are_asked_to_sign_in(client, draft):
    response = client.get(f"/admin/pages/{draft.pk}/")
    assert response.status_code == 302
    assert "login" in response["Location"]


@pytest.mark.parametrize(
    ("place", "more"),
    [("/admin/pages/{}/edit/", 1), ("/admin/pages/", 0), ("/admin/reports/locked/", 0)],
)
def test_it_costs_one_query_where_a_page_is_named(
    client, category, author, settings, place, more
):
    own = CourseFactory(parent=category, live=False, owner=author)
    client.force_login(author)
    url = place.format(own.pk)
    client.get(url)
    with_it = cost(client, url)
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if "Drafts" not in each]
    client.handler.load_middleware()
    assert with_it - cost(client, url) == more


def cost(client, url):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(url)
    return len(queries)
