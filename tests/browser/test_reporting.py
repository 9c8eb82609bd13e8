"""A learner reports a problem; an editor sees it in the page editor and settles it."""

import re

import pytest
from playwright.sync_api import expect

from .axe import faults
from .steps import fits, follow, is_at

PATH = "/kursus/bisnis-digital/"


@pytest.fixture
def patient(visit):
    """A visitor at the form of some course."""

    def start(**options):
        one = visit(**options)
        one.page.goto(course_path(one.page))
        follow(one.page.locator("a[href^='/lapor/']"))
        return one

    return start


def course_path(page):
    page.goto(PATH)
    links = page.eval_on_selector_all(
        f"main a[href^='{PATH}']", "links => links.map(a => a.getAttribute('href'))"
    )
    return next(path for path in links if re.fullmatch(rf"{PATH}[a-z0-9-]+/", path))


def send(page):
    follow(page.locator("main form button[type=submit]"))


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_learner_corrects_an_error_and_is_thanked(patient, script):
    one = patient(java_script_enabled=script)
    page = one.page
    page.check("[value=content]")
    page.fill("[name=contact]", "sari")
    page.fill("[name=place]", "menit 4")
    send(page)
    expect(page.locator("[role=alert] a")).to_have_count(2)
    expect(page.locator("[name=place]")).to_have_value("menit 4")
    page.fill("[name=contact]", "sari@contoh.example")
    page.fill("[name=text]", "Rumusnya terbalik.")
    send(page)
    is_at(page, "/terima-kasih/$")
    assert one.foreign == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_form_errors_and_thanks_are_accessible(patient, width, scheme):
    viewport = {"width": width, "height": 800}
    one = patient(viewport=viewport, color_scheme=scheme)
    assert faults(one.page) == []
    send(one.page)
    assert faults(one.page) == []
    fits(one.page)
    one.page.goto(one.page.url + "terima-kasih/")
    assert faults(one.page) == []


def test_an_editor_settles_a_report_beside_the_page(patient, signed_in):
    learner = patient()
    path = learner.page.locator(".pk-crumbs a").get_attribute("href")
    learner.page.check("[value=other]")
    learner.page.fill("[name=text]", "Huruf di tabel kedua terlalu kecil.")
    send(learner.page)
    is_at(learner.page, "/terima-kasih/$")

    editor = signed_in("editor").page
    editor.goto("/admin/problem-reports/?q=tabel+kedua")
    follow(editor.locator("td.title a").first)
    assert faults(editor) == []
    follow(editor.locator("dd a").first)
    report = editor.locator("li", has_text="Huruf di tabel kedua").last
    follow(report.locator("[data-w-action-url-value$='/fixed/']"))
    expect(editor.locator("text=Huruf di tabel kedua")).to_have_count(0)

    learner.page.goto(path)
    expect(learner.page.locator("[data-fixed]")).to_have_count(1)


def test_the_ranking_and_the_takedown_are_accessible(signed_in):
    admin = signed_in("admin").page
    admin.goto("/admin/reports/most-reported/")
    assert faults(admin) == []
    admin.goto("/admin/pages/search/?q=usaha")
    href = admin.get_attribute("td.title a[href*='/edit/']", "href")
    page_id = re.search(r"\d+", href).group()
    admin.goto(f"/admin/courses/{page_id}/take-offline/")
    assert faults(admin) == []
