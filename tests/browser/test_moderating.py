"""A moderator clears the desk, by keyboard and without JavaScript."""

import pytest

from tests.servers import run_manage

from .axe import faults

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


@pytest.fixture
def hand_in(site):
    """Call with titles: courses of the demo's contributor, waiting in this order."""

    def start(*titles):
        code = HAND_IN.format(titles=titles)
        run_manage("shell", "-v0", "-c", code, environment=site.prepare)

    return start


def open_desk(page, category="Pengembangan Diri"):
    page.goto("/admin/moderation/")
    page.select_option("[name=category]", label=category)
    page.click(".desk-filter button")
    page.wait_for_load_state("networkidle")


def decide(page, key):
    page.keyboard.press(key)
    with page.expect_navigation(wait_until="networkidle"):
        page.keyboard.press("Enter")


# The frame holds a public page, which has its own check.
OUR_PART = {"include": [["#main"]], "exclude": [["iframe"]]}


def test_the_desk_by_keyboard(signed_in, hand_in):
    hand_in("Membuka rapat warga", "Menutup rapat warga")
    visit = signed_in("editor")
    page = visit.page
    open_desk(page)
    assert faults(page, OUR_PART) == []

    page.keyboard.press("j")
    with page.expect_navigation(wait_until="networkidle"):
        page.keyboard.press("Enter")
    assert "Membuka rapat warga" in page.title()
    frame = page.frame_locator(".desk-preview iframe")
    assert "Tarik napas dulu." in frame.locator("main").inner_text()
    assert faults(page, OUR_PART) == []

    page.keyboard.press("c")
    assert page.evaluate("document.activeElement.name") == "reason"
    page.select_option("[name=reason]", "quality")
    page.fill("[name=note]", "Tulis juga cara menutupnya.")
    page.keyboard.press("Escape")
    decide(page, "c")
    assert "Membuka rapat warga" in page.inner_text(".messages")
    assert "Menutup rapat warga" in page.title(), "the next one follows"

    decide(page, "a")
    assert "Menutup rapat warga" in page.inner_text(".messages")
    assert visit.errors == []
    page.goto("/kursus/pengembangan-diri/menutup-rapat-warga/")
    assert "Tarik napas dulu." in page.inner_text("main")


def test_the_desk_without_javascript(signed_in, hand_in):
    hand_in("Rapat tanpa skrip")
    page = signed_in("editor", java_script_enabled=False).page
    open_desk(page)
    page.get_by_role("link", name="Rapat tanpa skrip", exact=True).click()

    page.click("[name=outcome][value=refused]")
    assert page.locator(".desk-decision .error-message").count() == 2
    page.select_option("[name=reason]", "scope")
    page.fill("[name=note]", "Ini pengumuman, bukan kursus.")
    page.click("[name=outcome][value=refused]")

    page.goto("/admin/moderation/")
    assert "Rapat tanpa skrip" not in page.inner_text("main")
    page.goto("/kursus/pengembangan-diri/rapat-tanpa-skrip/")
    assert "Tarik napas" not in page.content()


def test_the_desk_on_a_phone_needs_no_sideways_scrolling(signed_in, hand_in):
    hand_in("Rapat di telepon genggam")
    page = signed_in("editor").page
    page.set_viewport_size({"width": 360, "height": 780})
    open_desk(page)
    page.get_by_role("link", name="Rapat di telepon genggam", exact=True).click()
    page.wait_for_load_state("networkidle")
    width = "document.documentElement.scrollWidth"
    assert page.evaluate(width) <= 360
