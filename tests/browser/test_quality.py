"""What editors are told while they write and while they read."""

import re

from playwright.sync_api import expect

from .steps import comes_true, follow

COURSE = "/kursus/teknologi-dan-software/git-dasar/"
TITLE = "Git Dasar: Menyimpan Riwayat Pekerjaan"
NAMES = """() => [...document.querySelector("wagtail-userbar").shadowRoot
  .querySelectorAll("[data-content-checker-row] [data-content-checker-name]")]
  .map((name) => name.textContent)"""


def test_content_checks_find_a_video_without_transcript_under_our_policy(signed_in):
    editor = signed_in("editor")
    editor.page.goto(COURSE)
    comes_true(editor.page, f"({NAMES})().length")
    (name,) = editor.page.evaluate(NAMES)
    assert "transk" in name.lower() or "transcript" in name.lower()
    assert not [error for error in editor.errors if "unsafe-eval" in error]


def test_a_finding_leads_to_its_field(signed_in):
    editor = signed_in("editor").page
    editor.goto("/admin/reports/course-quality/?code=no-cover")
    follow(editor.get_by_role("link", name=TITLE, exact=True).first)
    editor.get_by_role("tab").nth(0).click()
    editor.locator("section[id$='-panel-section'] [data-panel-toggle]").first.click()
    editor.locator("a[href='#id_cover']").click()
    expect(editor.locator(":focus")).to_have_id(re.compile("-cover-section$"))
