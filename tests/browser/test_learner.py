"""A learner's whole way on a cheap phone: without a script, then with all they do."""

import datetime as dt
import json
from pathlib import Path

import icalendar
import pytest
from playwright.sync_api import expect

from .axe import faults
from .steps import comes_true, fits, follow, is_at, next_page, wait_for_worker

SHELF = "/kursus/bisnis-digital/"
COURSE = f"{SHELF}foto-produk-dengan-hp/"
LESSON, NEXT_LESSON = f"{COURSE}cahaya-jendela/", f"{COURSE}latar-dan-sudut/"
SAME_PAGE = "window.samePage = true"
LEAVE_ALONE = "document.querySelector('[data-listing]').isTheSame = true"
NOT_COVERED = """() => {
  const at = document.activeElement.getBoundingClientRect();
  const bar = document.querySelector(".pk-facets__show");
  const top = bar.getBoundingClientRect().top;
  return bar.contains(document.activeElement) || at.bottom <= top;
}"""


@pytest.fixture
def phone(visit):
    """A narrow screen at night; nothing may go wrong on it, nor leave the site."""
    phones = []

    def start(**options):
        phones.append(visit(color_scheme="dark", **options))
        return phones[-1].page

    yield start
    for one in phones:
        assert (one.errors, one.foreign, one.context.cookies()) == ([], [], [])


def is_whole(page):
    expect(page.locator("h1")).to_have_count(1)
    fits(page)


def narrow(page, facet, label):
    page.get_by_text("Saring dan urutkan").click()
    page.locator(f"[data-facet={facet}] summary").click()
    page.get_by_label(label).check()


def test_without_a_script_one_finds_reads_and_saves_a_date(phone, video_lesson, site):
    page = phone(java_script_enabled=False)
    page.goto("/")
    follow(page.locator("main").get_by_role("link", name="Bisnis Digital").first)
    narrow(page, "level", "Pemula")
    follow(page.get_by_role("button", name="Tampilkan"))
    is_at(page, "level=beginner")
    is_whole(page)
    follow(page.get_by_role("link", name="Foto Produk dengan HP"))
    is_whole(page)
    follow(page.locator(f"main a[href='{video_lesson}']").first)
    page.get_by_text("Baca subtitle").click()
    expect(page.get_by_text("Kalimat 7.")).to_be_visible()
    is_whole(page)
    follow(page.get_by_role("link", name="Jadwal").first)
    is_whole(page)
    (event,) = events(saved_date(page))
    assert event.start > dt.datetime.now(dt.UTC)
    assert event["url"].startswith(f"{site.url}/jadwal/")


def saved_date(page):
    """The calendar file behind the first class that comes."""
    coming = page.locator("[data-state=coming]").first
    coming.locator("summary").click()
    with page.expect_download() as download:
        coming.get_by_role("link", name="Simpan tanggal ini").click()
    return download.value.path()


def events(path):
    return icalendar.Calendar.from_ical(Path(path).read_bytes()).walk("VEVENT")


def test_a_list_narrows_in_place_and_back_again(phone):
    page = phone()
    page.goto(SHELF)
    results = page.locator("[data-results]")
    whole = results.inner_text()
    page.evaluate(SAME_PAGE)
    narrow(page, "level", "Pemula")
    is_at(page, r"/\?level=beginner$")
    expect(page.get_by_label("Pemula")).to_be_focused()
    expect(results).not_to_have_text(whole)
    expect(page.get_by_role("status")).to_have_text(results.inner_text())
    assert faults(page) == []
    page.go_back()
    expect(page.get_by_role("status")).to_have_text(whole)
    expect(page.get_by_label("Pemula")).not_to_be_checked()
    comes_true(page, "window.samePage")


def test_the_way_past_the_menu_leaves_a_list_alone(phone):
    page = phone()
    page.goto(SHELF)
    page.evaluate(LEAVE_ALONE)
    page.locator(".site-skip").press("Enter")
    is_at(page, "/#.")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Tab")
    expect(page.locator(".pk-header :focus")).to_have_count(1)
    expect(page.locator("[data-listing]")).to_have_js_property("isTheSame", True)


def test_a_slip_of_the_finger_still_finds_a_course(phone):
    page = phone()
    page.goto("/cari/")
    field = page.get_by_role("combobox")
    field.press_sequentially("foto pro")
    expect(page.locator("datalist option").first).to_have_attribute(
        "value", "Foto Produk dengan HP"
    )
    field.fill("foto porduk")
    with next_page(page):
        field.press("Enter")
    expect(page.get_by_text("Mungkin maksud Anda foto produk")).to_be_visible()
    follow(page.locator("main h3 a").first)
    is_at(page, f"{COURSE}$")


def answer(page):
    """Answer the first question of a lesson and mark the lesson as done."""
    question = page.locator(".pk-quiz__question").first
    question.get_by_label("Dari samping barang").check()
    question.get_by_role("button").click()
    expect(question.get_by_role("status")).to_contain_text("Benar")
    page.get_by_role("button", name="Tandai selesai").click()
    expect(page.locator("[data-mine-count]")).to_contain_text("1 dari")


def test_who_gets_a_new_phone_goes_on_where_the_old_one_stopped(phone, tmp_path):
    old = phone()
    old.goto(LESSON)
    answer(old)
    follow(old.get_by_role("link", name="Belajar saya").first)
    with old.expect_download() as download:
        old.locator("[data-mine-export]").click()
    file = tmp_path / "belajar.json"
    download.value.save_as(file)
    assert "done" in json.dumps(json.loads(file.read_text())["lessons"])
    new = phone()
    new.goto("/belajar-saya/")
    new.set_input_files("[data-mine-import]", file)
    new.locator("[data-mine-list=begun] a").first.wait_for()
    new.goto("/")
    follow(new.locator("[data-mine-strip] li a"))
    is_at(new, f"{NEXT_LESSON}$")


def test_a_saved_course_is_learned_without_a_network(phone):
    page = phone(service_workers="allow")
    page.goto(COURSE)
    wait_for_worker(page)
    page.locator("[data-offline-save]").click()
    page.locator("[data-offline-saved]").wait_for()
    page.context.set_offline(True)
    page.goto(LESSON)
    answer(page)
    page.goto(COURSE)
    expect(page.locator("[data-mine-count]")).to_contain_text("1 dari")
    follow(page.get_by_role("link", name="Belajar saya").first)
    expect(page.locator("[data-mine-list=begun]")).to_contain_text("1 dari")


def test_the_button_below_the_filters_counts_and_hides_nothing(visit):
    page = visit(reduced_motion="reduce").page  # no smooth scrolling to wait for
    page.goto("/kursus/")
    page.click("text=Saring dan urutkan")
    button = page.locator("[data-show]")
    total = page.locator("[data-results]").inner_text()
    expect(button).to_have_text(f"Tampilkan {total}")
    for _ in range(8):
        page.keyboard.press("Tab")
        comes_true(page, NOT_COVERED)
