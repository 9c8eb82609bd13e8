"""Contributors write their own pages and do not see what others are writing."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page

from courses.models import CoursePage
from courses.setup import contributor_group_of, ensure_contributor_groups

from .factories import CourseFactory, LessonFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(category):
    ensure_contributor_groups()
    user = UserFactory(username="penulis")
    user.groups.add(contributor_group_of(page=category))
    return user


@pytest.fixture
def other(category):
    user = UserFactory(username="lain")
    user.groups.add(contributor_group_of(page=category))
    return user


@pytest.fixture
def desk(client, author):
    client.force_login(author)
    return client


@pytest.fixture
def courses(category, author, other):
    """Own draft, a draft of somebody else, one that nobody owns, and a public one."""
    return [
        CourseFactory(parent=category, title="Draf sendiri", live=False, owner=author),
        CourseFactory(parent=category, title="Draf rahasia", live=False, owner=other),
        CourseFactory(parent=category, title="Kiriman rahasia", live=False),
        CourseFactory(parent=category, title="Kursus umum", owner=other),
    ]


def index(courses):
    from django.core.management import call_command

    call_command("wagtail_update_index", verbosity=0)


PLACES = {
    "explorer": lambda category: reverse("wagtailadmin_explore", args=[category.pk]),
    "search": lambda category: reverse("wagtailadmin_pages:search") + "?q=Draf",
    "search below": lambda category: (
        reverse("wagtailadmin_explore", args=[category.pk]) + "?q=Draf"
    ),
    "chooser": lambda category: reverse(
        "wagtailadmin_choose_page_child", args=[category.pk]
    ),
    "chooser search": lambda category: (
        reverse("wagtailadmin_choose_page_search") + "?q=Draf"
    ),
    "explorer menu": lambda category: (
        f"/admin/api/main/pages/?child_of={category.pk}&for_explorer=1"
    ),
    "site history": lambda category: reverse("wagtailadmin_reports:site_history"),
    "page types": lambda category: reverse("wagtailadmin_reports:page_types_usage"),
    "aging pages": lambda category: reverse("wagtailadmin_reports:aging_pages"),
    "workflows": lambda category: reverse("wagtailadmin_reports:workflow"),
    "home": lambda category: reverse("wagtailadmin_home"),
}


@pytest.mark.parametrize("place", PLACES)
def test_drafts_of_others_are_named_nowhere(desk, category, courses, place):
    for course in (courses[3], *courses[:3]):
        course.save_revision(user=course.owner, log_action=True)
    index(courses)
    response = desk.get(PLACES[place](category), headers={"accept": "*/*"})
    assert response.status_code in (200, 302)
    assert "rahasia" not in response.content.decode()


@pytest.mark.parametrize("place", ["explorer", "chooser"])
def test_own_drafts_and_public_courses_are_listed(desk, category, courses, place):
    text = desk.get(PLACES[place](category)).content.decode()
    assert "Draf sendiri" in text
    assert "Kursus umum" in text


def test_own_drafts_are_found(desk, category, courses):
    index(courses)
    assert "Draf sendiri" in desk.get(PLACES["search"](category)).content.decode()


def test_editors_see_every_draft(client, category, courses):
    from courses.setup import ensure_editors

    ensure_editors()
    editor = UserFactory(username="redaksi")
    editor.groups.add(Group.objects.get(name="Editors"))
    client.force_login(editor)
    text = client.get(PLACES["explorer"](category)).content.decode()
    assert "Draf rahasia" in text
    assert "Kiriman rahasia" in text


def test_a_published_lesson_of_a_draft_course_stays_hidden(desk, courses):
    secret = CoursePage.objects.get(title="Draf rahasia")
    LessonFactory(parent=secret, title="Pelajaran tersembunyi")
    url = reverse("wagtailadmin_explore", args=[secret.pk])
    assert "Pelajaran tersembunyi" not in desk.get(url).content.decode()


def test_nobody_edits_a_page_of_somebody_else(desk, courses):
    for course, answer in zip(courses[1:], (404, 404, 302), strict=True):
        response = desk.get(reverse("wagtailadmin_pages:edit", args=[course.pk]))
        assert response.status_code == answer


def test_nobody_adds_a_lesson_to_a_course_of_somebody_else(desk, courses):
    public = courses[3]
    url = reverse(
        "wagtailadmin_pages:add", args=["prakerja_courses", "lessonpage", public.pk]
    )
    assert desk.get(url).status_code == 302
    assert not Page.objects.child_of(public).exists()


def test_an_author_adds_a_lesson_to_their_own_course(desk, courses):
    url = reverse(
        "wagtailadmin_pages:add", args=["prakerja_courses", "lessonpage", courses[0].pk]
    )
    assert desk.get(url).status_code == 200


def preview_address(course):
    return reverse(
        "wagtailadmin_pages:preview_on_add",
        args=["prakerja_courses", "lessonpage", course.pk],
    )


@pytest.mark.parametrize("answers", [{}, {"title": "Palsu"}])
def test_nobody_previews_a_lesson_below_a_course_of_somebody_else(
    desk, courses, answers, settings
):
    settings.MIDDLEWARE = [each for each in settings.MIDDLEWARE if "Drafts" not in each]
    for course in courses[1:]:
        url = preview_address(course)
        assert desk.post(url, answers).status_code == 302
        assert desk.get(url).status_code == 302


def test_an_author_previews_a_lesson_of_their_own_course(desk, courses):
    assert desk.get(preview_address(courses[0])).status_code == 200


def test_a_preview_below_no_page_is_not_found(desk, courses):
    missing = CoursePage(pk=courses[3].pk + 99)
    assert desk.get(preview_address(missing)).status_code == 404
