"""What visitors keep in their browser, and nowhere else."""

import json
import re

import pytest
from playwright.sync_api import expect

from .axe import faults
from .steps import comes_true, fits, follow, is_at, says

COURSE = "/kursus/bisnis-dan-keuangan/buku-kas-warung/"
FIRST, SECOND = f"{COURSE}pisahkan-uang/", f"{COURSE}mencatat-lima-menit/"
WITHOUT_LESSONS = "/kursus/teknologi-dan-software/visualisasi-data-di-dicoding/"
MINE = "/belajar-saya/"
NOTE = "Beli buku kas di pasar.\nTanya Bu Sri."
BLOCKED = """Object.defineProperty(window, "localStorage",
  {get() { throw new DOMException("no", "SecurityError"); }})"""
FULL = """() => { for (let size = 1 << 22; size >= 1; size >>= 1) {
  try { for (let i = 0; ; i++) localStorage.setItem(size + "/" + i, "x".repeat(size)); }
  catch {} } }"""
SHIFTS = """new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) window.shifted += shift.value;
}).observe({type: "layout-shift", buffered: true}); window.shifted = 0"""


def kept(page):
    return json.loads(page.evaluate("localStorage.getItem('prakerja:mine')"))


def keep(one, data):
    """Let the browser have kept this, whatever it is, before its first page."""
    text = data if isinstance(data, str) else json.dumps(data)
    script = f"localStorage.setItem('prakerja:mine', {json.dumps(text)})"
    one.page.goto("/tidak-ada/")
    one.page.evaluate(script)


def is_empty(page):
    comes_true(page, "localStorage.length === 0")


def press(page, mark, pressed=True):
    """Press one of the marks, which is then set (or taken back)."""
    button = page.locator(f"[data-mine-mark={mark}]")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true" if pressed else "false")


def finish_a_lesson(page, path=FIRST):
    page.goto(path)
    press(page, "done")


def write_a_note(page):
    page.goto(FIRST)
    page.fill("[data-mine-note]", NOTE)
    page.wait_for_selector("[data-mine-kept]:not(:empty)")


def tells(page, problem, words=""):
    """A notice tells what went wrong."""
    notice = page.locator(f"[data-problem={problem}]")
    expect(notice).to_be_visible()
    expect(notice).to_contain_text(words)


@pytest.fixture
def learner(visit):
    """Somebody who finished one lesson of four and noted something."""
    one = visit()
    finish_a_lesson(one.page)
    write_a_note(one.page)
    return one


def note_on_the_shelf(page):
    return page.locator("[data-mine-list=notes] .mine-note")


def exported(page):
    page.goto(MINE)
    with page.expect_download() as download:
        page.click("[data-mine-export]")
    return download.value


def coded(page):
    page.goto(MINE)
    page.click("[data-mine-code]")
    page.wait_for_selector("[data-mine-figure]:not([hidden])")
    return page.get_attribute("[data-mine-link]", "href")


def test_a_lesson_marked_as_done_is_done_after_a_reload(visit):
    page = visit().page
    finish_a_lesson(page)
    says(page, "1 dari 4", where="[data-mine-said]")
    page.reload()
    mark = page.get_by_role("button", name="Tandai selesai", pressed=True)
    expect(mark).to_have_count(1)


def test_a_course_counts_and_names_the_lessons_done(learner):
    learner.page.goto(COURSE)
    count = learner.page.locator("[data-mine-count]")
    expect(count).to_have_text("Pelajaran selesai: 1 dari 4")
    expect(learner.page.locator(".mine-done")).to_have_count(1)
    says(learner.page, "Selesai", where=".mine-done")


def test_a_mark_can_be_taken_back(learner):
    learner.page.goto(FIRST)
    press(learner.page, "done", pressed=False)
    learner.page.goto(COURSE)
    says(learner.page, "0 dari 4", where="[data-mine-count]")
    expect(learner.page.locator(".mine-done")).to_have_count(0)


def test_a_course_without_lessons_can_be_done(visit):
    page = visit().page
    finish_a_lesson(page, WITHOUT_LESSONS)
    page.goto(MINE)
    expect(page.locator("[data-mine-list=done] a")).to_have_count(1)


def test_the_home_page_leads_to_the_next_lesson(learner):
    learner.page.goto("/")
    follow(learner.page.locator("[data-mine-strip] li a"))
    is_at(learner.page, f"{SECOND}$")


def test_a_course_goes_on_where_one_left_off(learner):
    learner.page.goto(COURSE)
    onward = learner.page.locator("[data-begin]")
    expect(onward).to_have_text(re.compile("^Lanjutkan: "))
    expect(onward).to_have_attribute("href", SECOND)


def test_a_course_that_is_done_is_offered_once_more(learner):
    page = learner.page
    page.goto(COURSE)
    links = page.locator("[data-step] a").evaluate_all("all => all.map((a) => a.href)")
    for link in dict.fromkeys(links[1:]):
        finish_a_lesson(page, link)
    page.goto(COURSE)
    expect(page.locator("[data-begin]")).to_have_text("Ulangi dari awal")


def test_who_began_nothing_is_asked_to_start(visit):
    page = visit().page
    page.goto(COURSE)
    expect(page.locator("[data-begin]")).to_have_text("Mulai belajar")


def test_a_saved_course_stays_among_the_saved_when_it_is_begun(learner):
    page = learner.page
    page.goto(COURSE)
    press(page, "saved")
    page.goto(MINE)
    expect(page.locator("[data-mine-list=saved] li")).to_have_count(1)


def test_the_strip_takes_no_room_from_who_began_nothing(visit):
    page = visit().page
    page.goto("/kursus/")
    expect(page.locator("[data-mine-strip]")).to_be_hidden()


def test_nothing_jumps_when_what_is_kept_appears(learner):
    learner.page.add_init_script(SHIFTS)
    learner.page.set_viewport_size({"width": 1280, "height": 1600})
    for path in ("/", "/kursus/", COURSE, FIRST, MINE):
        learner.page.goto(path, wait_until="networkidle")
        assert learner.page.evaluate("window.shifted") <= 0.02


def test_a_course_saved_for_later_is_found_again(visit):
    page = visit().page
    page.goto(COURSE)
    press(page, "saved")
    page.goto(MINE)
    follow(page.locator("[data-mine-list=saved] a"))
    is_at(page, f"{COURSE}$")


def test_a_note_is_kept_as_it_is_typed(learner):
    learner.page.goto(FIRST)
    expect(learner.page.locator("[data-mine-note]")).to_have_value(NOTE)
    learner.page.goto(MINE)
    expect(note_on_the_shelf(learner.page)).to_have_text(NOTE)


def test_leaving_at_once_loses_no_word(visit):
    page = visit().page
    page.goto(FIRST)
    page.fill("[data-mine-note]", NOTE)
    page.goto(SECOND)
    page.goto(FIRST)
    expect(page.locator("[data-mine-note]")).to_have_value(NOTE)


def test_a_file_brings_everything_to_a_new_phone(learner, visit, tmp_path):
    path = tmp_path / "mine.json"
    exported(learner.page).save_as(path)
    phone = visit().page
    phone.goto(MINE)
    phone.set_input_files("[data-mine-import]", path)
    phone.wait_for_selector("[data-mine-list=notes] li")
    assert kept(phone) == kept(learner.page)


def test_the_file_says_what_it_is(learner, tmp_path):
    download = exported(learner.page)
    assert download.suggested_filename.startswith("belajar-saya-")
    data = json.loads(download.path().read_text())
    assert data["format"] == "prakerja-progress"
    assert data["version"] == 1


def test_a_file_adds_and_the_newer_mark_wins(learner, visit, tmp_path):
    path = tmp_path / "mine.json"
    exported(learner.page).save_as(path)
    file = json.loads(path.read_text())
    (first,) = file["lessons"]
    file["lessons"][first] |= {"done": [False, 1], "note": ["Lama.", 1]}
    path.write_text(json.dumps(file))
    learner.page.set_input_files("[data-mine-import]", path)
    learner.page.wait_for_selector("[data-mine-said]:not(:empty)")
    lesson = kept(learner.page)["lessons"][first]
    assert lesson["done"][0] is True
    assert lesson["note"][0] == f"{NOTE}\n\n—\n\nLama."


BAD_FILES = [b"", b"{", b"[]", b'{"version": "1"}', b"\xff\xfe\x00", b"null"]


def test_a_bad_file_is_named_and_nothing_is_lost(learner):
    before = kept(learner.page)
    learner.page.goto(MINE)
    for content in BAD_FILES:
        learner.page.evaluate(
            "document.querySelector('[data-problem=file]').hidden = 1"
        )
        file = {"name": "x.json", "mimeType": "application/json", "buffer": content}
        learner.page.set_input_files("[data-mine-import]", file)
        tells(learner.page, "file", "tidak berubah")
    assert kept(learner.page) == before


def test_a_link_asks_and_then_brings_marks_and_notes(learner, visit):
    phone = visit().page
    phone.goto(coded(learner.page))
    says(phone, "pelajaran selesai: 1, catatan: 1", where="[data-mine-offered]")
    is_empty(phone)
    is_at(phone, f"{MINE}$")
    phone.click("[data-mine-accept]")
    expect(note_on_the_shelf(phone)).to_have_text(NOTE)
    follow(phone.locator("[data-mine-list=begun] a"))
    phone.get_by_text("Pelajaran selesai: 1 dari 4", exact=True).wait_for()


def test_a_link_left_alone_adds_nothing(learner, visit):
    phone = visit().page
    phone.goto(coded(learner.page))
    phone.click("[data-mine-decline]")
    expect(phone.locator("[data-mine-said]")).not_to_be_empty()
    is_empty(phone)


def test_half_a_link_is_named(learner, visit):
    phone = visit().page
    phone.goto(coded(learner.page)[:-1])
    tells(phone, "link", "rusak")


def test_too_much_for_one_code_points_to_the_file(visit):
    one = visit()
    course = {"title": "Kursus", "url": COURSE, "at": 1}
    uids = [f"{number:08x}-0000-4000-8000-{number:012x}" for number in range(900)]
    lesson = {"course": uids[0], "done": [True, 1]}
    lessons = {uid: {**lesson, "note": [uid[::-1], 1]} for uid in uids}
    keep(one, {"version": 1, "courses": {uids[0]: course}, "lessons": lessons})
    one.page.goto(MINE)
    one.page.click("[data-mine-code]")
    tells(one.page, "large", "berkas")


def test_a_strangers_data_leads_nowhere_else(visit):
    one = visit()
    uid = "b85f7c79-77e0-5e5b-a1da-26824486cc73"
    bad = ["javascript:alert(1)", "//jahat.example/", "/\\jahat.example/", "https:x"]
    bad += ["/.//jahat.example/", "/%2e//jahat.example/", "/a/..//jahat.example/"]
    rows = [[uid[:-1] + str(n), "Pelajaran", url] for n, url in enumerate(bad)]
    course = {"title": "<b>Kursus</b>", "url": COURSE, "at": 1, "lessons": rows}
    course["last"] = rows[0][0]
    keep(one, {"version": 1, "courses": {uid: course}, "lessons": {}})
    one.page.goto(MINE)
    link = one.page.locator("[data-mine-list=begun] a")
    expect(link).to_have_attribute("href", COURSE)
    expect(link).to_have_text("<b>Kursus</b>")


def test_one_click_wipes_and_one_brings_it_back(learner):
    before = kept(learner.page)
    learner.page.goto(MINE)
    learner.page.click("[data-mine-wipe-now]")
    expect(learner.page.locator("[data-mine-empty]")).to_be_visible()
    is_empty(learner.page)
    learner.page.click("[data-mine-undo]")
    expect(learner.page.locator("[data-mine-list=notes] li")).to_have_count(1)
    assert kept(learner.page) == before


def test_lessons_that_came_and_went_count_as_the_page_shows_them(learner):
    data = kept(learner.page)
    (course,) = data["courses"]
    gone = "00000000-0000-4000-8000-000000000000"
    data["lessons"][gone] = {"course": course, "done": [True, 1]}
    data["courses"][course]["lessons"].append([gone, "Dulu ada", f"{COURSE}dulu/"])
    keep(learner, data)
    learner.page.goto(COURSE)
    says(learner.page, "1 dari 4", where="[data-mine-count]")
    learner.page.goto(MINE)
    says(learner.page, "1 dari 4", where="[data-mine-list=begun]")
    assert gone in kept(learner.page)["lessons"]


def test_a_browser_that_keeps_nothing_is_told_so(visit):
    one = visit()
    one.page.add_init_script(BLOCKED)
    for path in (COURSE, FIRST, MINE):
        one.page.goto(path)
        tells(one.page, "blocked", "tidak mengizinkan")
        expect(one.page.locator("[data-mine-mark]:visible")).to_have_count(0)
    assert one.errors == []


def test_the_front_page_stands_where_nothing_is_kept(visit):
    one = visit()
    one.page.add_init_script(BLOCKED)
    one.page.goto("/")
    expect(one.page.locator("[data-mine-strip]")).to_be_hidden()
    assert one.errors == []


def test_a_full_storage_is_told_and_nothing_claimed(visit):
    one = visit()
    one.page.goto(FIRST)
    one.page.evaluate(f"localStorage.clear(); ({FULL})()")
    press(one.page, "done", pressed=False)
    tells(one.page, "full", "tidak punya ruang")
    one.page.fill("[data-mine-note]", NOTE)
    says(one.page, "Tidak tersimpan", where="[data-mine-kept]")
    assert one.errors == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [("{rusak", "broken"), ('{"version": 2}', "newer")],
)
def test_what_cannot_be_read_is_told_and_left_alone(visit, text, problem):
    one = visit()
    keep(one, text)
    one.errors.clear()
    for path in (FIRST, "/", MINE):
        one.page.goto(path)
    tells(one.page, problem)
    assert one.page.evaluate("localStorage.getItem('prakerja:mine')") == text
    assert exported(one.page).path().read_text() == text
    assert one.errors == []


def test_odd_shapes_inside_break_no_page(visit):
    one = visit()
    uid = "b85f7c79-77e0-5e5b-a1da-26824486cc73"
    odd = {"title": 5, "url": {}, "lessons": {"a": 1}, "done": "ya"}
    keep(one, {"version": 1, "courses": {uid: odd, "x": None}, "lessons": [None, 1]})
    one.errors.clear()
    for path in (COURSE, FIRST, "/", MINE):
        one.page.goto(path)
    expect(one.page.locator("[data-mine-list=begun] li")).to_have_count(1)
    assert one.errors == []


def test_nothing_is_sent_whatever_one_keeps_and_moves(visit, tmp_path):
    one = visit()
    asked = []
    one.context.on("request", lambda request: asked.append(request))
    finish_a_lesson(one.page)
    write_a_note(one.page)
    path = tmp_path / "mine.json"
    exported(one.page).save_as(path)
    one.page.set_input_files("[data-mine-import]", path)
    one.page.goto(coded(one.page))
    one.page.reload(wait_until="networkidle")
    own = [request for request in asked if not request.url.startswith("blob:")]
    assert {request.method for request in own} == {"GET"}
    assert all("?" not in request.url for request in own)
    assert all("#" not in request.url or MINE in request.url for request in own)
    assert one.foreign == []
    assert one.context.cookies() == []


def test_without_a_script_a_lesson_offers_no_dead_button(visit):
    page = visit(java_script_enabled=False).page
    for path in (COURSE, FIRST, "/", MINE):
        page.goto(path)
        expect(page.locator("[class*=mine]:not(.site-mine):visible")).to_have_count(0)
    says(page, "memerlukan JavaScript")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_what_is_kept(learner, visit, scheme):
    one = visit(color_scheme=scheme)
    keep(one, kept(learner.page))
    for path in ("/", COURSE, FIRST, coded(one.page)):
        one.page.goto(path)
        assert faults(one.page) == []
        fits(one.page)
