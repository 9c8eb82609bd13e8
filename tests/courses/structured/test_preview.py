"""A page that is not saved yet is drawn as well."""

import pytest

from courses.models import CoursePage

from .reading import documents

pytestmark = pytest.mark.django_db


def test_a_course_is_previewed_before_it_is_saved(category):
    place = {"path": f"{category.path}0001", "depth": category.depth + 1}
    course = CoursePage(title="Baru", slug="baru", **place)
    course.set_url_path(category)
    [document] = documents(course.make_preview_request())
    assert document["@graph"][0]["name"] == "Baru"
