"""A contributor writes, a moderator approves, everybody reads."""

import json
import subprocess
import sys
import urllib.request
from pathlib import Path

from playwright.sync_api import expect

from .steps import follow, says

TITLE = "Mengatur waktu dengan satu daftar"
TEXT = "Tulis tiga pekerjaan terpenting sebelum tidur."
VIDEO = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
LICENCE_ERROR = "#id_licence-errors, [id*=licence] .error-message"
REUSE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "reuse-courses.md"


def add_block(page, label):
    page.locator("button.c-sf-add-button").last.click()
    page.get_by_role("option", name=label, exact=True).click()


def choose_category(page, title):
    page.goto("/admin/courses/")
    if title not in page.title():
        follow(page.get_by_role("link", name=title).first)
    page.goto(page.url.rstrip("/").split("?")[0] + "/add_subpage/")


def submit(page):
    page.get_by_role("button", name="Tindakan lain").click()
    follow(page.locator("[name=action-submit]"))


def write_course(page):
    choose_category(page, "Pengembangan Diri")
    page.fill("#id_title", TITLE)
    page.fill("#id_summary", "Setelah kursus ini Anda bisa mengatur waktu sehari.")
    add_block(page, "Teks")
    page.locator("[data-contentpath=body] [contenteditable=true]").first.fill(TEXT)
    add_block(page, "Video")
    page.locator("[data-contentpath=url] input").last.fill(VIDEO)
    page.locator("[data-contentpath=body] [data-contentpath=title] input").fill(
        "Contoh"
    )


def choose_facts(page):
    page.get_by_role("tab").nth(1).click()
    for name, value in (
        ("format", "video"),
        ("level", "beginner"),
        ("device", "phone"),
    ):
        choice = page.locator(f"#id_{name}")
        expect(choice, "nothing is chosen for the author").to_have_value("")
        choice.select_option(value)


def fill_rights(page):
    page.get_by_role("tab").nth(2).click()
    page.select_option("#id_licence", label="CC BY 4.0")
    page.fill("#id_rights_holder", "Yayasan Contoh")


def read_json(url):
    with urllib.request.urlopen(url) as answer:
        return json.load(answer)


def test_a_course_goes_from_a_contributor_to_the_world(
    site, signed_in, visit, tmp_path
):
    author = signed_in("kontributor").page
    write_course(author)

    submit(author)
    expect(author.locator(LICENCE_ERROR).first).to_be_attached()
    expect(author.locator("#id_title"), "nothing typed is lost").to_have_value(TITLE)

    choose_facts(author)
    fill_rights(author)
    expect(author.locator("[name=action-publish]")).to_have_count(0)
    submit(author)
    says(author, TITLE, where=".messages")
    course = read_json(f"{site.url}/api/v1/courses/?category=pengembangan-diri")
    assert TITLE not in json.dumps(course)

    moderator = signed_in("editor").page
    moderator.goto("/admin/moderation/")
    follow(moderator.get_by_role("link", name=TITLE, exact=True))
    follow(moderator.locator("[name=outcome][value=approved]"))

    reader = visit().page
    reader.goto("/kursus/pengembangan-diri/")
    follow(reader.get_by_role("link", name=TITLE).first)
    says(reader, TEXT)
    reader.goto("/cari/?q=mengatur+waktu+daftar")
    says(reader, TITLE)
    found = read_json(f"{site.url}/api/v1/courses/?category=pengembangan-diri")
    (uid,) = [row["uid"] for row in found["results"] if row["title"] == TITLE]
    rebuilt = rebuild(f"{site.url}/api/v1/courses/{uid}/", tmp_path / "course.html")
    for part in (TITLE, TEXT, "CC BY 4.0", "Yayasan Contoh"):
        assert part in rebuilt


def rebuild(url, target):
    """Run the script of docs/how-to/reuse-courses.md on the API's answer."""
    script = REUSE.read_text().split("```python\n")[1].split("```")[0]
    subprocess.run([sys.executable, "-c", script, url, target], check=True)
    return target.read_text()
