"""A lesson as learners use it: questions answered, a video's words searched."""

import re

import pytest
from playwright.sync_api import expect

from .axe import faults

LESSON = "/kursus/bisnis-digital/foto-produk-dengan-hp/cahaya-jendela/"
PLAYER_AT_3_00 = re.compile(
    r"^https://www\.youtube-nocookie\.com/embed/aqz-KE-bpKQ\?.*\bstart=180\b"
)


@pytest.fixture
def quiz(visit):
    """The quiz of a lesson, on a narrow screen at night."""
    visitor = visit(color_scheme="dark")
    visitor.page.goto(LESSON)
    yield visitor.page.locator(".pk-quiz")
    assert not visitor.errors
    assert not visitor.foreign


def choose(question, *answers):
    for answer in answers:
        question.get_by_label(answer, exact=False).check()
    question.get_by_role("button").click()


def test_a_wrong_answer_is_told_in_words_and_can_be_tried_again(quiz):
    question = quiz.locator(".pk-quiz__question").first
    choose(question, "Dari belakang Anda")
    told = question.get_by_role("status")
    expect(told).to_contain_text("Belum tepat")
    expect(told).to_contain_text("tanpa bayangan")
    assert faults(quiz.page, ".pk-prose") == []
    question.get_by_role("button", name="Coba lagi").click()
    expect(question.locator("input:checked")).to_have_count(0)
    expect(question.locator("input:focus")).to_have_count(1)


def test_all_right_is_told_to_the_page(quiz):
    quiz.page.evaluate(
        "addEventListener('prakerja:quiz', (event) => { window.told = event.detail })"
    )
    first, second = quiz.locator(".pk-quiz__question").all()
    choose(first, "Dari samping barang")
    expect(first.get_by_role("status")).to_contain_text("Benar")
    assert quiz.page.evaluate("window.told") is None
    choose(second, "Lampu kilat", "Lampu ruangan")
    expect(quiz.locator(".pk-quiz__all")).to_contain_text("Semua sudah Anda jawab")
    told = quiz.page.evaluate("window.told")
    assert (told["left"], len(told["page"])) == (0, 36)


def test_no_answer_is_asked_for(quiz):
    question = quiz.locator(".pk-quiz__question").first
    choose(question)
    expect(question.get_by_role("status")).to_contain_text("Pilih jawaban dulu")
    expect(question.get_by_text("Lihat jawabannya")).to_be_hidden()


def test_without_a_script_the_answer_opens(visit):
    page = visit(java_script_enabled=False).page
    page.goto(LESSON)
    question = page.locator(".pk-quiz__question").first
    expect(question.get_by_role("button")).to_be_hidden()
    question.get_by_text("Lihat jawabannya").click()
    expect(question.get_by_text("urat kayu")).to_be_visible()


@pytest.fixture
def watched(visit, video_lesson):
    """A video whose subtitles are open."""
    visitor = visit()
    visitor.page.goto(video_lesson)
    visitor.page.get_by_text("Baca subtitle").click()
    return visitor


def test_a_word_is_found_in_what_a_video_says(watched):
    page = watched.page
    page.get_by_label("Cari kata di dalamnya").fill("KALIMAT 7")
    expect(page.locator(".pk-said__parts > li:visible")).to_have_count(1)
    told = page.locator(".pk-said__find [role=status]")
    expect(told).to_have_text("1 dari 10 bagian")
    assert faults(page, ".pk-prose") == []


def test_a_time_starts_the_player_at_its_second(watched):
    page = watched.page
    page.context.route("https://www.youtube-nocookie.com/**", lambda r: r.abort())
    assert not watched.foreign
    page.get_by_role("link", name="Putar dari 3:00").click()
    expect(page.locator("iframe")).to_have_attribute("src", PLAYER_AT_3_00)
