"""A learner reports a problem; an editor sees it in the page editor and settles it."""

import re

import pytest

from .axe import faults

PATH = "/kursus/bisnis-digital/"


@pytest.fixture
def patient(visit):
    """A visitor at the form of some course."""

    def start(**options):
        one = visit(**options)
        one.page.goto(course_path(one.page))
        one.page.click("a[href^='/lapor/']")
        return one

    return start


def course_path(page):
    page.goto(PATH)
    links = page.eval_on_selector_all(
        f"main a[href^='{PATH}']", "links => links.map(a => a.getAttribute('href'))"
    )
    return next(path for path in links if re.fullmatch(rf"{PATH}[a-z0-9-]+/", path))


def send(page):
    """Send the form as a person does: who is too quick is turned away."""
    page.wait_for_timeout(1500)
    page.click("main form button[type=submit]")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_learner_corrects_an_error_and_is_thanked(patient, script):
    one = patient(java_script_enabled=script)
    page = one.page
    page.check("[value=content]")
    page.fill("[name=contact]", "sari")
    page.fill("[name=place]", "menit 4")
    send(page)
    assert page.locator("[role=alert] a").count() == 2
    assert page.input_value("[name=place]") == "menit 4"
    page.fill("[name=contact]", "sari@contoh.example")
    page.fill("[name=text]", "Rumusnya terbalik.")
    page.click("main form button[type=submit]")
    page.wait_for_url("**/terima-kasih/")
    assert one.foreign == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_form_errors_and_thanks_are_accessible(patient, width, scheme):
    viewport = {"width": width, "height": 800}
    one = patient(viewport=viewport, color_scheme=scheme)
    assert faults(one.page) == []
    send(one.page)
    assert faults(one.page) == []
    scrolled = one.page.evaluate("document.documentElement.scrollWidth")
    assert scrolled <= width
    one.page.goto(one.page.url + "terima-kasih/")
    assert faults(one.page) == []


def test_an_editor_settles_a_report_beside_the_page(patient, signed_in):
    learner = patient()
    path = learner.page.locator(".pk-crumbs a").get_attribute("href")
    learner.page.check("[value=other]")
    learner.page.fill("[name=text]", "Huruf di tabel kedua terlalu kecil.")
    send(learner.page)
    learner.page.wait_for_url("**/terima-kasih/")

    editor = signed_in("editor").page
    editor.goto("/admin/problem-reports/?q=tabel+kedua")
    editor.click("td.title a")
    editor.locator("dd a").wait_for()
    assert faults(editor) == []
    editor.click("dd a")
    report = editor.locator("li", has_text="Huruf di tabel kedua").last
    report.locator("[data-w-action-url-value$='/fixed/']").click()
    editor.wait_for_load_state("networkidle")
    assert editor.locator("text=Huruf di tabel kedua").count() == 0

    learner.page.goto(path)
    assert learner.page.locator("[data-fixed]").count() == 1


def test_the_ranking_and_the_takedown_are_accessible(signed_in):
    admin = signed_in("admin").page
    admin.goto("/admin/reports/most-reported/")
    assert faults(admin) == []
    admin.goto("/admin/pages/search/?q=usaha")
    href = admin.get_attribute("td.title a[href*='/edit/']", "href")
    page_id = re.search(r"\d+", href).group()
    admin.goto(f"/admin/courses/{page_id}/take-offline/")
    assert faults(admin) == []
