"""What each picture of the editors' guide shows, in the order of the guide.

A scene gets the ``People``, does what the guide says, and returns the picture. Later
scenes find what earlier ones did: the course written in one is reviewed in another.
"""

import csv
import io

from .pictures import opened

SCENES = {}
MENU = 200  # width of the menu at the left
FACTS = {"format": "article", "level": "beginner", "device": "phone"}
TITLE = "Mengatur waktu dengan satu daftar"
TO_THE_LEFT = "document.querySelectorAll('*').forEach(box => { box.scrollLeft = 0 })"
FRAME = "element => element.style.outline = '3px solid #e08a00'"


def scene(take):
    SCENES[take.__name__.replace("_", "-")] = take
    return take


def go(page, address):
    page.goto(address)
    page.wait_for_load_state("networkidle")


def picture(page, *framed, left=MENU, bottom=800, top=0):
    """The window without the menu, with a frame around what is to be pressed."""
    for locator in framed:
        locator.evaluate(FRAME)
    page.evaluate(TO_THE_LEFT)
    page.mouse.move(0, 0)
    clip = {"x": left, "y": top, "width": 1280 - left, "height": bottom - top}
    return opened(page.screenshot(clip=clip, animations="disabled"))


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


@scene
def start(people):
    page = people.editor
    menu = page.locator("a[href='/admin/moderation/']").first
    return picture(page, menu, left=0, bottom=720)


@scene
def begin(people):
    page = people.contributor
    return picture(page, open_examples_menu(page), left=0, bottom=560)


@scene
def example(people):
    page = people.contributor
    choose_examples(page)
    return picture(page, page.locator("form[action$='/article/'] button"), bottom=620)


def open_examples_menu(page):
    go(page, "/admin/courses/")
    page.locator("header button:has(.icon-dots-horizontal)").first.click()
    item = page.locator("a[href*='/new-from-example/']").first
    item.wait_for()
    return item


def choose_examples(page):
    page.locator("a[href*='/new-from-example/']").first.click()
    page.wait_for_url("**/new-from-example/*/")
    page.wait_for_load_state("networkidle")


@scene
def write(people):
    page = people.contributor
    page.set_viewport_size({"width": 1280, "height": 1150})
    page.locator("main a[href*='/add']").last.click()
    page.wait_for_load_state("networkidle")
    page.fill("#id_title", TITLE)
    page.fill("#id_summary", "Setelah kursus ini Anda bisa mengatur waktu sehari.")
    add_block(page, "Teks")
    text = page.locator("[data-contentpath=body] [contenteditable=true]").first
    text.fill("Tulis tiga pekerjaan terpenting sebelum tidur.")
    page.locator("button.c-sf-add-button").last.click()
    page.get_by_role("option").first.wait_for()
    return picture(page, bottom=1060)


def add_block(page, name):
    page.locator("button.c-sf-add-button").last.click()
    page.get_by_role("option", name=name, exact=True).click()


@scene
def rights(people):
    page = people.contributor
    page.set_viewport_size({"width": 1280, "height": 800})
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Rincian").click()
    for name, value in FACTS.items():
        page.select_option(f"#id_{name}", value)
    page.get_by_role("tab", name="Hak dan pembuat").click()
    page.select_option("#id_licence", label="CC BY 4.0")
    page.fill("#id_rights_holder", "Yayasan Contoh")
    return picture(page, page.get_by_role("tab", name="Hak dan pembuat"))


@scene
def submit(people):
    page = people.contributor
    button(page, "Tindakan lain").click()
    item = page.locator("[name=action-submit]")
    item.wait_for()
    image = picture(page, item, top=440)
    with page.expect_navigation(wait_until="networkidle"):
        item.click()
    return image


@scene
def quality(people):
    page = people.contributor
    open_examples_menu(page)
    choose_examples(page)
    page.locator("form[action$='/article/'] button").click()
    page.wait_for_url("**/edit/")
    page.wait_for_load_state("networkidle")
    return picture(page, bottom=700)


@scene
def desk(people):
    page = people.editor
    go(page, "/admin/moderation/")
    return picture(page, bottom=680)


@scene
def review(people):
    page = people.editor
    page.set_viewport_size({"width": 1280, "height": 1100})
    page.locator(".desk-queue a", has_text=TITLE).first.click()
    page.wait_for_load_state("networkidle")
    return picture(page, page.locator(".desk-buttons"), bottom=1100)


@scene
def live_class(people):
    page = people.editor
    go(page, "/admin/live-classes/?when=coming")
    page.locator("td.title a").first.click()
    page.wait_for_load_state("networkidle")
    return picture(page, bottom=1100)


@scene
def handed_in(people):
    page = people.editor
    page.set_viewport_size({"width": 1280, "height": 800})
    go(page, "/admin/handed-in/")
    page.locator("td.title a", has_text="cabai").click()
    page.wait_for_load_state("networkidle")
    return picture(page, bottom=560)


@scene
def import_list(people):
    page = people.editor
    go(page, "/admin/imports/new/")
    page.set_input_files("[name=file]", list_file())
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state("networkidle")
    page.select_option("[name=category]", label="Wirausaha dan Ide Bisnis")
    page.locator("main form button[type=submit]").click()
    page.locator(".import-figures").wait_for()
    return picture(page, page.locator("form[action$='/start/'] button"))


def list_file():
    text = io.StringIO()
    csv.writer(text).writerows(
        [
            ["judul", "alamat", "penyedia", "topik", "bahasa"],
            ["Menjahit tas", "https://contoh.example/1", "Rumah Jahit", "jahit", "id"],
            ["Menjahit rok", "https://contoh.example/2", "", "jahit", "id"],
            ["Memilih kain", "", "Rumah Jahit", "jahit", "id"],
        ]
    )
    content = text.getvalue().encode()
    return {"name": "daftar.csv", "mimeType": "text/csv", "buffer": content}


@scene
def problem(people):
    page = people.editor
    page.set_viewport_size({"width": 1280, "height": 1000})
    go(page, "/admin/problem-reports/")
    page.locator("td.title a", has_text="Foto").click()
    page.wait_for_load_state("networkidle")
    return picture(page, bottom=1000)


@scene
def videos(people):
    page = people.editor
    page.set_viewport_size({"width": 1280, "height": 800})
    go(page, "/admin/videos/")
    return picture(page, bottom=560)


@scene
def reports(people):
    page = people.editor
    go(page, "/admin/reports/course-quality/?level=warning")
    button(page, "Laporan").click()
    page.wait_for_timeout(500)
    return picture(page, left=0, bottom=800)
