"""A contributor writes, a moderator approves, everybody reads."""

import json
import subprocess
import sys
import urllib.request
from pathlib import Path

TITLE = "Mengatur waktu dengan satu daftar"
TEXT = "Tulis tiga pekerjaan terpenting sebelum tidur."
VIDEO = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
REUSE = Path(__file__).resolve().parents[2] / "docs" / "how-to" / "reuse-courses.md"


def add_block(page, label):
    page.locator("button.c-sf-add-button").last.click()
    page.get_by_role("option", name=label, exact=True).click()


def choose_category(page, title):
    page.goto("/admin/courses/")
    page.wait_for_load_state("networkidle")
    if title not in page.title():
        page.get_by_role("link", name=title).first.click()
    page.goto(page.url.rstrip("/").split("?")[0] + "/add_subpage/")
    page.wait_for_load_state("networkidle")


def submit(page):
    page.get_by_role("button", name="Tindakan lain").click()
    with page.expect_navigation(wait_until="networkidle"):
        page.locator("[name=action-submit]").click()


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
        assert page.input_value(f"#id_{name}") == "", "nothing is chosen for the author"
        page.select_option(f"#id_{name}", value)


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
    assert author.locator("#id_licence-errors, [id*=licence] .error-message").count()
    assert author.input_value("#id_title") == TITLE, "nothing typed is lost"

    choose_facts(author)
    fill_rights(author)
    assert author.locator("[name=action-publish]").count() == 0
    submit(author)
    assert TITLE in author.inner_text(".messages")
    course = read_json(f"{site.url}/api/v1/courses/?category=pengembangan-diri")
    assert TITLE not in json.dumps(course)

    moderator = signed_in("editor").page
    moderator.goto("/admin/moderation/")
    moderator.get_by_role("link", name=TITLE, exact=True).click()
    approve(moderator)

    reader = visit().page
    reader.goto("/kursus/pengembangan-diri/")
    reader.get_by_role("link", name=TITLE).first.click()
    assert TEXT in reader.inner_text("main")
    reader.goto("/cari/?q=mengatur+waktu+daftar")
    assert TITLE in reader.inner_text("main")
    found = read_json(f"{site.url}/api/v1/courses/?category=pengembangan-diri")
    (uid,) = [row["uid"] for row in found["results"] if row["title"] == TITLE]
    rebuilt = rebuild(f"{site.url}/api/v1/courses/{uid}/", tmp_path / "course.html")
    for part in (TITLE, TEXT, "CC BY 4.0", "Yayasan Contoh"):
        assert part in rebuilt


def approve(page):
    with page.expect_navigation(wait_until="networkidle"):
        page.click("[name=outcome][value=approved]")


def rebuild(url, target):
    """Run the script of docs/how-to/reuse-courses.md on the API's answer."""
    script = REUSE.read_text().split("```python\n")[1].split("```")[0]
    subprocess.run([sys.executable, "-c", script, url, target], check=True)
    return target.read_text()
