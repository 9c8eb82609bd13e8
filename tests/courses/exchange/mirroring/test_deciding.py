"""Who decides on a version that waits meets neither a run nor somebody else."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowTask,
)
from wagtail.users.models import UserProfile

from courses.exchange.mirroring import deciding
from courses.exchange.mirroring.deciding import Overtaken, version_keep, version_take
from courses.models import LessonPage, Licence
from tests.courses.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(mirror, origin, document, here):
    """A course edited here; the version that waits has one lesson fewer."""
    theirs = document(lessons=2)
    origin.put(theirs)
    mirror()
    page, _row = here(theirs)
    page.title = "Judul kami"
    page.save_revision().publish()
    newer = {**theirs, "title": "Judul baru", "lessons": theirs["lessons"][:1]}
    origin.put(newer)
    mirror()
    return newer


@pytest.fixture
def free(mirror, origin, waiting):
    """The version that waits takes no lesson away."""
    lessons = [
        {**waiting["lessons"][0], "uid": str(each.uid)}
        for each in LessonPage.objects.order_by("path")
    ]
    origin.put({**waiting, "lessons": lessons})
    mirror()
    return waiting


@pytest.fixture
def chief():
    return UserFactory(is_superuser=True, is_staff=True)


@pytest.fixture
def editor(client):
    """Signed in: may edit every page and publish none."""
    group = Group.objects.create(name="Penyunting saja")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(
        codename="change_page", content_type__app_label="wagtailcore"
    )
    root = Page.objects.get(depth=1)
    GroupPagePermission.objects.create(group=group, page=root, permission=change)
    user = UserFactory()
    UserProfile.objects.create(user=user, preferred_language="en")
    user.groups.add(group)
    client.force_login(user)
    return user


@pytest.fixture
def newer_comes(mirror, origin):
    def come(theirs):
        origin.put({**theirs, "title": "Judul terbaru"})
        mirror()

    return come


def decide(client, row, what):
    url = reverse("prakerja_courses_mirrored", args=[row.pk])
    answer = client.post(url, {"version": row.waiting_digest, what: "1"}, follow=True)
    assert answer.status_code == 200
    return answer.text


def comparison(client, row):
    return client.get(reverse("prakerja_courses_mirrored", args=[row.pk])).text


def review(page):
    """It waits for reviewers, of whom there are none."""
    workflow = Workflow.objects.create(name="Tinjauan")
    task = GroupApprovalTask.objects.create(name="Tinjau")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    page.save_revision()
    workflow.start(page, UserFactory())


def test_a_version_nobody_read_is_not_kept_away(waiting, here, newer_comes):
    read = here(waiting)[1]
    newer_comes(waiting)
    with pytest.raises(Overtaken):
        version_keep(row=read)
    assert here(waiting)[1].waiting["title"] == "Judul terbaru"


def test_a_version_that_comes_while_files_are_fetched_is_read_first(
    waiting, here, newer_comes, chief, monkeypatch
):
    monkeypatch.setattr(deciding, "fetch", lambda *args: newer_comes(waiting))
    with pytest.raises(Overtaken):
        version_take(row=here(waiting)[1], user=chief, publish=True)
    page, row = here(waiting)
    assert (page.title, row.waiting["title"]) == ("Judul kami", "Judul terbaru")


def test_who_comes_too_late_is_shown_the_newer_one(
    client, waiting, here, newer_comes, editor, monkeypatch
):
    def late(*, row):
        newer_comes(waiting)
        version_keep(row=row)

    monkeypatch.setattr("courses.exchange.admin.versions.version_keep", late)
    assert "Judul terbaru" in decide(client, here(waiting)[1], "keep")


@pytest.mark.parametrize("name", ["course", "lesson"])
def test_a_page_locked_by_somebody_is_left_alone(
    client, free, here, editor, chief, name
):
    page, row = here(free)
    locked = page if name == "course" else LessonPage.objects.first()
    Page.objects.filter(pk=locked.pk).update(locked=True, locked_by=chief)
    decide(client, row, "take")
    page, row = here(free)
    assert (page.title, row.state) == ("Judul kami", "waiting")


def test_what_cannot_be_done_is_said_beforehand(client, waiting, here, editor):
    row = here(waiting)[1]
    gone = LessonPage.objects.last()
    text = comparison(client, row)
    assert "You cannot take the new version now:" in text
    assert f"It takes away “{gone.title}”" in text
    assert 'name="take"' not in text
    decide(client, row, "take")
    assert here(waiting)[1].state == "waiting"
    assert LessonPage.objects.live().count() == 2


def test_a_locked_page_is_told_with_who_locked_it(client, waiting, here, editor, chief):
    page, row = here(waiting)
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=chief)
    assert f"“Judul kami” is locked by {chief.username}." in comparison(client, row)


def test_a_page_in_review_is_locked_by_nobody(client, free, here, editor):
    page, row = here(free)
    review(page)
    text = comparison(client, row)
    assert "“Judul kami” is being reviewed; only who reviews it can change it." in text
    assert "is locked" not in text


def test_a_page_with_a_set_time_says_so(client, free, here, editor):
    page, row = here(free)
    page.go_live_at = timezone.now() + dt.timedelta(days=1)
    page.save_revision().publish()
    text = comparison(client, row)
    assert (
        "“Judul kami” is to be published at a set time and locked until then." in text
    )


def test_whose_work_in_review_is_replaced_is_said(client, free, here, chief):
    page, row = here(free)
    client.force_login(chief)
    assert "menggantikan kiriman" not in comparison(client, row)
    review(page)
    assert "menggantikan kiriman" in comparison(client, row)


def test_a_licence_that_permits_no_changes_is_told_before_the_choice(
    client, free, here, editor
):
    page, row = here(free)
    assert "correct it at the source instead" not in comparison(client, row)
    Licence.objects.filter(pk=page.licence_id).update(may_adapt=False)
    assert "correct it at the source instead" in comparison(client, row)


def test_who_may_not_publish_takes_as_a_draft_what_is_free(client, free, here, editor):
    decide(client, here(free)[1], "take")
    page, row = here(free)
    assert row.state == "changed_here"
    assert (page.live, page.title) == (True, "Judul kami")
    draft = page.get_latest_revision_as_object()
    assert draft.title == "Judul baru"
    draft.save_revision().publish()
    assert here(free)[1].state == "behind"
    for lesson in LessonPage.objects.all():
        lesson.get_latest_revision().publish()
    assert here(free)[1].state == "in_step"


def test_a_draft_of_a_lesson_ends_the_change_of_its_course(
    client, mirror, origin, document, here, editor
):
    theirs = document(lessons=1)
    origin.put(theirs)
    mirror()
    lesson = LessonPage.objects.get()
    lesson.title = "Judul kami"
    lesson.save_revision().publish()
    origin.put({**theirs, "summary": "Baru."})
    mirror()
    decide(client, here(theirs)[1], "take")
    LessonPage.objects.get().get_latest_revision().publish()
    assert here(theirs)[1].state == "behind"
    here(theirs)[0].get_latest_revision().publish()
    assert here(theirs)[1].state == "in_step"


def test_what_takes_more_rights_is_refused_in_words(
    client, mirror, origin, waiting, here, editor
):
    swapped = [
        {**waiting["lessons"][0], "uid": str(each.uid)}
        for each in LessonPage.objects.order_by("-path")
    ]
    origin.put({**waiting, "lessons": swapped})
    mirror()
    text = decide(client, here(waiting)[1], "take")
    assert "You may not do all that this takes." in text
    assert here(waiting)[1].state == "waiting"
