"""A contributor brings a list in, looks, imports and takes it back."""

import csv
import io
import re

import pytest
from playwright.sync_api import expect

from .axe import faults
from .steps import follow, is_at, says

CATEGORY = "Pengembangan Diri"
ROWS = [
    ["Judul", "Tautan", "Penyedia", "Topik"],
    ["Menjahit tas kain", "https://contoh.example/jahit/1", "Rumah Jahit", "menjahit"],
    ["Menjahit celemek", "https://contoh.example/jahit/2", "Rumah Jahit", "menjahit"],
    ["Tanpa alamat", "", "Rumah Jahit", ""],
]


def list_file(name="daftar.csv"):
    text = io.StringIO()
    csv.writer(text).writerows(ROWS)
    return {"name": name, "mimeType": "text/csv", "buffer": text.getvalue().encode()}


def send(page, file):
    page.goto("/admin/imports/")
    follow(page.locator("main a[href$='/imports/new/']"))
    page.set_input_files("[name=file]", file)
    follow(page.locator("main form button[type=submit]"))


@pytest.mark.parametrize("javascript", [True, False])
def test_a_list_becomes_drafts_and_is_taken_back(signed_in, javascript):
    visit = signed_in("kontributor", java_script_enabled=javascript)
    page = visit.page
    send(page, list_file())
    expect(page.locator("[name=url]")).to_have_value("Tautan")
    page.select_option("[name=category]", label=CATEGORY)
    if javascript:
        assert faults(page, "#main") == []

    follow(page.locator("main form button[type=submit]"))
    figures = page.locator(".import-figures dd")
    expect(figures.nth(0)).to_have_text("3")
    expect(figures.nth(1)).to_have_text("2")
    says(page, "Tanpa alamat", where=".import-table")
    if javascript:
        assert faults(page, "#main") == []

    follow(page.locator("form[action$='/start/'] button"))
    follow(page.locator("a[href$='/undo/']"))
    follow(page.locator("main form button.serious"))
    expect(page.locator("main .help-info")).to_be_visible()
    page.goto("/admin/imports/")
    says(page, "daftar.csv", where=".import-table")
    assert (visit.errors, visit.foreign) == ([], [])


def test_a_file_that_is_no_list_is_explained_beside_its_field(signed_in):
    page = signed_in("kontributor").page
    send(page, {**list_file(), "buffer": b"judul|tautan|penyedia\n"})
    says(page, "“|”", where=".w-field__errors")
    assert faults(page, "#main") == []


def test_a_course_begins_with_an_example(signed_in):
    page = signed_in("kontributor").page
    send(page, list_file())
    option = page.locator("[name=category] option", has_text=CATEGORY)
    page.goto(f"/admin/pages/{option.get_attribute('value')}/")
    page.locator("header button:has(.icon-dots-horizontal)").first.click()
    follow(page.locator("a[href*='/new-from-example/']").first)
    is_at(page, r"/new-from-example/\d+/$")
    assert faults(page, "#main") == []
    follow(page.locator("form[action$='/article/'] button"))
    is_at(page, "/edit/$")
    expect(page.locator("#id_title")).to_have_value(re.compile(r"^\[✎ "))
