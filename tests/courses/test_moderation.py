"""A course on its way from a contributor's draft to the public."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from courses import setup
from courses.models import CategoryPage, CoursePage, Licence
from tests.beginnings import begins_with

from .conftest import build_tree
from .editor import add_url, course_form, edit_url
from .factories import CourseFactory, UserFactory, default_home, licence

pytestmark = pytest.mark.django_db


@pytest.fixture
@begins_with(default_home, build_tree, setup.ensure_workflow)
def tree(home):
    return home


@pytest.fixture
def own(tree):
    """The category of the contributor."""
    return CategoryPage.objects.get(slug="pengembangan-diri")


@pytest.fixture
def contributor(client, own):
    user = UserFactory(username="ibu_sri")
    user.groups.add(Group.objects.get(name="Kontributor Pengembangan Diri"))
    client.force_login(user)
    return user


@pytest.fixture
def moderator(tree):
    user = UserFactory(username="pak_budi")
    user.groups.add(Group.objects.get(name="Moderators"))
    return user


def texts(response):
    return [str(message) for message in response.context["messages"]]


def submitted(client, own, **changes):
    data = {**course_form(**changes), "action-submit": "1"}
    client.post(add_url(own), data)
    return CoursePage.objects.get()


def approve(client, page):
    state = page.current_workflow_task_state
    args = [page.pk, "approve", state.pk]
    url = reverse("wagtailadmin_pages:workflow_action", args=args)
    return client.post(url, {"comment": ""}, follow=True)


def test_a_contributor_may_add_in_their_own_category_only(client, own, contributor):
    other = CategoryPage.objects.get(slug="bisnis-digital")
    assert client.get(add_url(own)).status_code == 200
    assert client.get(add_url(other)).status_code == 302
    assert not other.permissions_for_user(contributor).can_add_subpage()


def test_a_contributor_sees_only_their_category(client, own, contributor):
    explored = client.get(reverse("wagtailadmin_explore", args=[own.pk]))
    assert explored.status_code == 200
    found = client.get(reverse("wagtailadmin_explore_root"), follow=True)
    assert found.context["parent_page"].pk == own.pk


def test_a_contributor_may_not_publish(client, own, contributor):
    client.post(add_url(own), {**course_form(), "action-publish": "1"})
    assert not CoursePage.objects.get().live


def test_a_moderator_approves_and_the_course_is_public(
    client, own, contributor, moderator
):
    page = submitted(client, own)
    assert client.get("/kursus/pengembangan-diri/berbicara/").status_code == 404
    client.force_login(moderator)
    approve(client, page)
    client.logout()
    assert client.get("/kursus/pengembangan-diri/berbicara/").status_code == 200
    assert "Berbicara" in client.get(own.url).content.decode()


def test_a_draft_may_lack_everything_but_its_title(client, own, contributor):
    lacking = course_form(summary="", licence="", rights_holder="")
    client.post(add_url(own), lacking)
    assert CoursePage.objects.get().licence is None


def test_without_licence_the_form_says_so_and_keeps_the_text(client, own, contributor):
    response = client.post(
        add_url(own), {**course_form(licence=""), "action-submit": "1"}
    )
    assert response.status_code == 200
    assert response.context["form"].errors["licence"]
    assert "Tarik napas dulu." in response.content.decode()


def test_an_unknown_licence_is_refused_at_its_field(client, own, contributor):
    unknown = str(licence("unknown").pk)
    response = client.post(
        add_url(own), {**course_form(licence=unknown), "action-submit": "1"}
    )
    (error,) = response.context["form"].errors["licence"]
    assert "Hanya tautan" in error
    assert not CoursePage.objects.exists()


def test_by_permission_asks_what_was_permitted(client, own, contributor):
    asked = str(licence("by-permission").pk)
    response = client.post(
        add_url(own), {**course_form(licence=asked), "action-submit": "1"}
    )
    assert "rights_note" in response.context["form"].errors


def test_a_licence_that_became_unknown_stops_the_approval_with_a_message(
    client, own, contributor, moderator
):
    page = submitted(client, own)
    Licence.objects.filter(code="cc-by-4.0").update(state="unknown")
    client.force_login(moderator)
    response = approve(client, page)
    assert response.redirect_chain[-1][0] == edit_url(page)
    assert "“Berbicara di Depan Umum” belum terbit" in texts(response)[-1]
    page.refresh_from_db()
    assert not page.live
    assert page.workflow_in_progress


def test_the_same_refusal_reaches_the_modal_of_the_editor(
    client, own, contributor, moderator
):
    page = submitted(client, own)
    Licence.objects.filter(code="cc-by-4.0").update(state="unknown")
    client.force_login(moderator)
    state = page.current_workflow_task_state
    url = reverse(
        "wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]
    )
    response = client.post(url, {}, headers={"X-Requested-With": "XMLHttpRequest"})
    assert response.json() == {"step": "success", "redirect": edit_url(page)}


def test_bulk_publishing_names_the_courses_that_are_not_ready(client, own, admin_user):
    ready = CourseFactory(parent=own, draft=True)
    lacking = CourseFactory(parent=own, draft=True, title="Belum Siap", licence=None)
    client.force_login(admin_user)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    query = f"?next=/admin/&id={ready.pk}&id={lacking.pk}"
    response = client.post(url + query, {"include_descendants": ""}, follow=True)
    assert "“Belum Siap” belum terbit" in texts(response)[-1]
    assert not CoursePage.objects.live().exists()


def test_bulk_publishing_looks_below_a_category(client, own, admin_user):
    CourseFactory(parent=own, draft=True, title="Belum Siap", licence=None)
    client.force_login(admin_user)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = client.post(
        f"{url}?next=/admin/&id={own.pk}", {"include_descendants": "on"}, follow=True
    )
    assert "“Belum Siap” belum terbit" in texts(response)[-1]


@pytest.mark.parametrize(
    ("lacking", "words"),
    [({"level": ""}, "tingkatnya"), ({"summary": ""}, "Ringkasan: ")],
)
def test_bulk_publishing_says_what_is_missing(client, own, admin_user, lacking, words):
    course = CourseFactory(parent=own, draft=True, **lacking)
    client.force_login(admin_user)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = client.post(f"{url}?next=/admin/&id={course.pk}", {}, follow=True)
    assert words in texts(response)[-1]
    assert not CoursePage.objects.live().exists()


def test_bulk_publishing_publishes_what_is_ready(client, own, admin_user):
    ready = CourseFactory(parent=own, draft=True)
    client.force_login(admin_user)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{url}?next=/admin/&id={ready.pk}", {"include_descendants": ""})
    ready.refresh_from_db()
    assert ready.live


def test_a_live_course_of_unknown_rights_is_not_copied_live(client, own, admin_user):
    course = CourseFactory(parent=own)
    Licence.objects.filter(code="cc-by-4.0").update(state="unknown")
    client.force_login(admin_user)
    url = reverse("wagtailadmin_pages:copy", args=[course.pk])
    data = {
        "new_title": "Salinan",
        "new_slug": "salinan",
        "new_parent_page": str(own.pk),
        "publish_copies": "on",
    }
    response = client.post(url, data, follow=True)
    assert f"“{course.title}”" in texts(response)[-1]
    assert CoursePage.objects.count() == 1


def test_a_category_is_not_copied_with_a_live_course_of_unknown_rights(
    client, own, admin_user
):
    CourseFactory(parent=own)
    Licence.objects.filter(code="cc-by-4.0").update(state="unknown")
    client.force_login(admin_user)
    data = {
        "new_title": "Salinan",
        "new_slug": "salinan",
        "new_parent_page": str(own.get_parent().pk),
        "copy_subpages": "on",
        "publish_copies": "on",
    }
    url = reverse("wagtailadmin_pages:copy", args=[own.pk])
    assert client.post(url, data, follow=True).status_code == 200
    assert not CategoryPage.objects.filter(slug="salinan").exists()


def test_approving_a_course_with_an_error_of_quality_is_a_message(
    client, own, contributor, moderator
):
    page = submitted(client, own)
    page.level = ""
    page.save_revision()
    client.force_login(moderator)
    response = approve(client, page)
    assert response.status_code == 200
    assert texts(response)
    page.refresh_from_db()
    assert not page.live


def schedule(course):
    """Approve the latest draft for a moment that has just passed."""
    course.go_live_at = timezone.now() - dt.timedelta(minutes=1)
    revision = course.save_revision(clean=False)
    revision.approved_go_live_at = course.go_live_at
    revision.save()


def test_a_scheduled_course_goes_live(own):
    course = CourseFactory(parent=own, draft=True)
    schedule(course)
    call_command("publish_scheduled")
    course.refresh_from_db()
    assert course.live


def test_a_schedule_without_rights_is_dropped_and_the_next_goes_on(own):
    lacking = CourseFactory(parent=own, draft=True, rights_holder="")
    schedule(lacking)
    ready = CourseFactory(parent=own, draft=True)
    schedule(ready)
    call_command("publish_scheduled")
    assert list(CoursePage.objects.live()) == [ready]
    assert PageLogEntry.objects.filter(
        page=lacking.pk, action="wagtail.schedule.cancel"
    ).exists()
