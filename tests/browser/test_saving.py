"""Hemat kuota and what can be passed on, as people meet them."""

import re

from playwright.sync_api import expect

from .axe import faults
from .steps import follow, is_at

COURSE = "/kursus/bisnis-dan-keuangan/buku-kas-warung/"


def pictures_loaded(one, path):
    """Ask this which pictures the browser has fetched, down to the end of a page."""
    found = []
    one.page.on("request", lambda request: found.append(request.url))
    one.page.goto(path)
    one.page.mouse.wheel(0, 20_000)
    one.page.wait_for_load_state("networkidle")
    return lambda: [url for url in found if "/media/images/" in url]


def test_pictures_come_when_asked_for(visit):
    one = visit()
    pictures = pictures_loaded(one, "/kursus/?hemat=1")
    assert pictures() == []
    with one.page.expect_response(lambda answer: "/media/images/" in answer.url):
        one.page.click("[data-saving-load]")
        one.page.locator(".pk-card__cover img").first.scroll_into_view_if_needed()
    assert pictures()
    expect(one.page.locator(":focus")).to_have_text("Gambarnya sudah dimuat.")
    assert faults(one.page) == []
    assert (one.errors, one.foreign) == ([], [])


def test_a_list_narrowed_in_place_keeps_the_pictures_asked_for(visit):
    page = visit().page
    page.goto("/kursus/?hemat=1")
    page.click("[data-saving-load]")
    page.click("text=Saring dan urutkan")
    page.select_option("#filter-sort", "title")
    is_at(page, "sort=title")
    expect(page.locator(".pk-card__cover img").first).to_be_attached()
    expect(page.locator("[data-picture]")).to_have_count(0)


def test_without_a_script_the_mode_goes_along_and_can_be_left(visit):
    one = visit(java_script_enabled=False)
    one.page.goto("/kursus/?hemat=1")
    follow(one.page.locator(".pk-door__title a").first)
    is_at(one.page, r"/\?hemat=1$")
    expect(one.page.locator("[data-saving-load]")).to_be_hidden()
    follow(one.page.locator(".pk-saving a"))
    expect(one.page).not_to_have_url(re.compile("hemat"))


def test_the_words_and_the_address_are_copied(visit):
    one = visit()
    one.context.grant_permissions(["clipboard-read", "clipboard-write"])
    one.page.goto(f"{COURSE}?hemat=1")
    one.page.click("[data-copy]")
    one.page.wait_for_selector("text=Alamat sudah disalin")
    copied = one.page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{one.home}{COURSE}"
    one.page.click("#reuse > summary")
    one.page.click("[data-copy-from='attribution']")
    one.page.wait_for_selector("text=Kalimat tersalin")
    assert "lisensi" in one.page.evaluate("navigator.clipboard.readText()")
    assert faults(one.page) == []


def test_a_whole_course_is_printed_with_its_transcripts_open(visit):
    one = visit()
    one.page.goto(COURSE)
    follow(one.page.locator("a[href^='/cetak/']"))
    expect(one.page.locator("[data-print]")).to_be_visible()
    expect(one.page.locator("details:not([open])")).to_have_count(0)
    assert faults(one.page) == []
    one.page.emulate_media(media="print")
    expect(one.page.locator("[data-print]")).to_be_hidden()
    assert one.errors == []
