"""Our rules among Wagtail's content checks."""

import pytest
from django.urls import reverse
from wagtail.admin.userbar import ContentCheckerItem

from courses.quality.content_checks import CourseCheckerItem, use_course_checks

from ..factories import LessonFactory, StandardPageFactory

pytestmark = pytest.mark.django_db


def checks_of(page, **options):
    items = ["first", ContentCheckerItem(**options), "last"]
    use_course_checks(None, items, page)
    return items


def test_courses_and_lessons_have_our_checks_in_the_same_place(course):
    for page in (course, LessonFactory(parent=course)):
        first, checks, last = checks_of(page, in_editor=True)
        assert (first, last) == ("first", "last")
        assert isinstance(checks, CourseCheckerItem)
        assert checks.in_editor


@pytest.mark.parametrize("kind", [StandardPageFactory, lambda: None])
def test_other_pages_keep_wagtails(home, kind):
    _first, checks, _last = checks_of(kind())
    assert type(checks) is ContentCheckerItem


def test_every_rule_of_ours_runs_and_says_what_to_do():
    configuration = CourseCheckerItem().get_axe_configuration(None)
    running = configuration["options"]["runOnly"]
    assert {"heading-order", "image-alt", "prakerja-transcript"} <= set(running)
    assert set(running) == set(configuration["messages"])


def test_our_checks_bring_no_code_of_their_own():
    """A function as text would need ``unsafe-eval``; axe knows these by name."""
    checks = CourseCheckerItem().get_axe_configuration(None)["spec"]["checks"]
    evaluators = {check.get("evaluate") for check in checks}
    assert evaluators == {None, "has-descendant-evaluate"}


def test_the_editor_is_given_our_checks(client, admin_user, course):
    client.force_login(admin_user)
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[course.pk]))
    assert "prakerja-transcript" in shown.content.decode()
