"""Changing many courses at once, where their titles are long."""

from .steps import wait_for


def test_a_title_without_a_break_stays_on_the_page(signed_in):
    page = signed_in("editor").page
    page.goto("/admin/reports/course-rights/")
    edit = page.locator("main a[href$='/edit/']").first.get_attribute("href")
    number = edit.split("/pages/")[1].split("/")[0]
    page.goto(f"/admin/bulk/wagtailcore/page/course_tags/?id={number}")
    page.set_viewport_size({"width": 360, "height": 780})
    link = page.locator(".import-kept a").first
    link.evaluate("a => a.textContent = 'A'.repeat(255)")
    # The page cuts off what is too wide, so it never scrolls.
    inside = "a => innerWidth === 360 && a.getBoundingClientRect().right <= 360"
    wait_for(lambda: link.evaluate(inside))
