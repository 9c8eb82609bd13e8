"""A moderator clears the desk, by keyboard and without JavaScript."""

import re

import pytest
from playwright.sync_api import expect

from tests.servers import run_manage

from .axe import faults
from .steps import fits, follow, next_page, says

TITLES = [
    "Membuka rapat warga",
    "Menutup rapat warga",
    "Rapat tanpa skrip",
    "Rapat di telepon genggam",
]
HAND_IN = """
from django.contrib.auth import get_user_model
from courses.naming import free_slug
from courses.models import CategoryPage, CoursePage, Licence
author = get_user_model().objects.get(username="kontributor")
category = CategoryPage.objects.get(
    slug="pengembangan-diri", locale__language_code="id"
)
for title in {titles!r}:
    page = CoursePage(
        title=title, slug=free_slug(category, title), owner=author, live=False,
        locale=category.locale, has_unpublished_changes=True,
        summary="Setelah kursus ini Anda bisa membuka rapat warga dengan tenang.",
        format="article", level="beginner", device="phone",
        rights_holder="Yayasan Contoh", licence=Licence.objects.get(code="cc-by-4.0"),
        body=[("text", "<p>Tarik napas dulu.</p>")],
    )
    category.add_child(instance=page)
    page.save_revision(user=author)
    page.get_workflow().start(page, author)
"""


@pytest.fixture(scope="module", autouse=True)
def handed_in(site):
    """Courses of the demo's contributor, waiting in this order."""
    code = HAND_IN.format(titles=TITLES)
    run_manage("shell", "-v0", "-c", code, environment=site.prepare)


def open_desk(page, category="Pengembangan Diri"):
    page.goto("/admin/moderation/")
    page.select_option("[name=category]", label=category)
    follow(page.locator(".desk-filter button"))


def decide(page, key):
    page.keyboard.press(key)
    expect(page.locator(f"[data-key={key}]")).to_be_focused()
    press_enter(page)


def press_enter(page):
    with next_page(page):
        page.keyboard.press("Enter")


def has_title(page, title):
    expect(page).to_have_title(re.compile(title))


# The frame holds a public page, which has its own check.
OUR_PART = {"include": [["#main"]], "exclude": [["iframe"]]}


def test_the_desk_by_keyboard(signed_in):
    visit = signed_in("editor")
    page = visit.page
    open_desk(page)
    assert faults(page, OUR_PART) == []

    page.keyboard.press("j")
    press_enter(page)
    has_title(page, "Membuka rapat warga")
    frame = page.frame_locator(".desk-preview iframe")
    expect(frame.locator("main")).to_contain_text("Tarik napas dulu.")
    assert faults(page, OUR_PART) == []

    page.keyboard.press("c")
    expect(page.locator("[name=reason]")).to_be_focused()
    page.select_option("[name=reason]", "quality")
    page.fill("[name=note]", "Tulis juga cara menutupnya.")
    page.keyboard.press("Escape")
    decide(page, "c")
    says(page, "Membuka rapat warga", where=".messages")
    has_title(page, "Menutup rapat warga")  # the next one follows

    decide(page, "a")
    says(page, "Menutup rapat warga", where=".messages")
    assert visit.errors == []
    page.goto("/kursus/pengembangan-diri/menutup-rapat-warga/")
    says(page, "Tarik napas dulu.")


def test_the_desk_without_javascript(signed_in):
    page = signed_in("editor", java_script_enabled=False).page
    open_desk(page)
    follow(page.get_by_role("link", name="Rapat tanpa skrip", exact=True))

    refuse = page.locator("[name=outcome][value=refused]")
    follow(refuse)
    expect(page.locator(".desk-decision .error-message")).to_have_count(2)
    page.select_option("[name=reason]", "scope")
    page.fill("[name=note]", "Ini pengumuman, bukan kursus.")
    follow(refuse)

    page.goto("/admin/moderation/")
    expect(page.locator("main")).not_to_contain_text("Rapat tanpa skrip")
    assert page.goto("/kursus/pengembangan-diri/rapat-tanpa-skrip/").status == 404


def test_the_desk_on_a_phone_needs_no_sideways_scrolling(signed_in):
    page = signed_in("editor").page
    page.set_viewport_size({"width": 360, "height": 780})
    open_desk(page)
    follow(page.get_by_role("link", name="Rapat di telepon genggam", exact=True))
    fits(page)
