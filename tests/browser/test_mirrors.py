"""How an editor decides on a new version of a course from another site."""

import pytest

from .axe import faults
from .mirrors import LINE, NEWER, TITLE, mirrored_course_make
from .steps import fits, follow, next_page, says


@pytest.fixture(scope="module")
def address(site):
    return mirrored_course_make(site)


def test_an_editor_finds_compares_and_takes_a_new_version(signed_in, visit, address):
    page = signed_in("editor", color_scheme="dark").page
    page.goto("/admin/course-sources/")
    assert faults(page, "main") == []
    follow(page.get_by_role("link", name="asal.example"))
    assert faults(page, ".listing") == []  # the heading above is Wagtail's
    follow(page.get_by_role("link", name=TITLE))
    says(page, "Versi baru di sumber", NEWER, f"Baru: {LINE}")
    assert faults(page, "main") == []
    page.set_viewport_size({"width": 360, "height": 780})
    fits(page)
    with next_page(page):
        page.get_by_role("button", name="Pakai versi baru").press("Enter")
    says(page, "Versi baru sudah dipakai", where="body")
    learner = visit(color_scheme="dark").page
    learner.goto(address)
    says(learner, NEWER, "Diambil dari asal.example")
    assert faults(learner) == []
