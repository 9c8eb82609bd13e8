"""The schedule and a class as a phone shows them."""

import datetime as dt
import re

import pytest
from playwright.sync_api import expect

from .axe import faults
from .steps import fits, follow, is_at

TOKYO = {"timezone_id": "Asia/Tokyo"}
OPEN = '<div data-joining="open"><p>Pintu terbuka</p></div>'


def first_class(page):
    page.goto("/jadwal/")
    return page.locator("[data-state=coming] h3 a").first.get_attribute("href")


def test_a_clock_elsewhere_is_told_as_a_fourth_one(visit):
    page = visit(**TOKYO).page
    page.goto("/jadwal/")
    clock = page.locator("[data-own-clock]").first
    expect(clock).to_be_visible()
    start = dt.datetime.fromisoformat(clock.get_attribute("data-own-clock"))
    there = start.astimezone(dt.timezone(dt.timedelta(hours=9)))
    expect(clock).to_contain_text(f"{there:%H.%M}")


def test_a_clock_already_shown_is_marked_and_not_told_again(visit):
    page = visit(timezone_id="Asia/Jayapura").page
    page.goto("/jadwal/")
    marked = page.locator("[data-clock]", has_text="jam Anda")
    expect(marked.first).to_be_visible()
    expect(marked.filter(has_not_text=re.compile(r"WIT\b"))).to_have_count(0)
    expect(page.locator("[data-own-clock]").first).to_be_hidden()


def test_who_waits_before_the_door_sees_it_open(visit):
    page = visit().page
    address = first_class(page)
    page.goto(address)
    opens = int(page.locator("[data-opens]").get_attribute("data-opens"))
    page.clock.install(time=opens - 60)
    page.goto(address)
    page.route(f"**{address}", lambda route: route.fulfill(body=OPEN))
    page.clock.fast_forward(61_000)
    page.get_by_text("Pintu terbuka").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_a_class_are_accessible(visit, scheme):
    one = visit(color_scheme=scheme, **TOKYO)
    address = first_class(one.page)
    for path in ("/jadwal/", address):
        one.page.goto(path)
        assert faults(one.page) == []
        fits(one.page)
    assert (one.errors, one.foreign) == ([], [])


def test_without_a_script_classes_are_chosen_and_dates_saved(visit):
    page = visit(java_script_enabled=False).page
    page.goto("/jadwal/")
    page.get_by_text("Pilih kelas", exact=True).click()
    page.select_option("[name=category]", "bisnis-digital")
    follow(page.get_by_role("button", name="Tampilkan"))
    is_at(page, "category=bisnis-digital")
    page.locator("[data-state=coming] summary").first.click()
    link = page.get_by_role("link", name="Simpan tanggal ini").first
    answer = page.request.get(link.get_attribute("href"))
    assert answer.text().startswith("BEGIN:VCALENDAR")
