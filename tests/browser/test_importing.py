"""A contributor brings a list in, looks, imports and takes it back."""

import csv
import io

import pytest

from .axe import faults

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


def figures(page):
    page.locator(".import-figures").wait_for()
    return page.locator(".import-figures dd").all_inner_texts()


def send(page, file):
    page.goto("/admin/imports/")
    page.locator("main a[href$='/imports/new/']").click()
    page.set_input_files("[name=file]", file)
    page.locator("main form button[type=submit]").click()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_list_becomes_drafts_and_is_taken_back(signed_in, javascript):
    visit = signed_in("kontributor", java_script_enabled=javascript)
    page = visit.page
    send(page, list_file())
    assert page.input_value("[name=url]") == "Tautan"
    page.select_option("[name=category]", label=CATEGORY)
    if javascript:
        assert faults(page, "#main") == []

    page.locator("main form button[type=submit]").click()
    assert figures(page)[:2] == ["3", "2"]
    assert "Tanpa alamat" in page.inner_text(".import-table")
    if javascript:
        assert faults(page, "#main") == []

    page.locator("form[action$='/start/'] button").click()
    page.locator("a[href$='/undo/']").click()
    page.locator("main form button.serious").click()
    page.locator("main .help-info").wait_for()
    page.goto("/admin/imports/")
    assert "daftar.csv" in page.inner_text(".import-table")
    assert (visit.errors, visit.foreign) == ([], [])


def test_a_file_that_is_no_list_is_explained_beside_its_field(signed_in):
    page = signed_in("kontributor").page
    send(page, {**list_file(), "buffer": b"judul|tautan|penyedia\n"})
    assert "“|”" in page.inner_text(".w-field__errors")
    assert faults(page, "#main") == []


def test_a_course_begins_with_an_example(signed_in):
    page = signed_in("kontributor").page
    send(page, list_file())
    option = page.locator("[name=category] option", has_text=CATEGORY)
    page.goto(f"/admin/pages/{option.get_attribute('value')}/")
    page.wait_for_load_state("networkidle")
    page.locator("header button:has(.icon-dots-horizontal)").first.click()
    page.locator("a[href*='/new-from-example/']").first.click()
    page.wait_for_url("**/new-from-example/*/")
    assert faults(page, "#main") == []
    page.locator("form[action$='/article/'] button").click()
    page.wait_for_url("**/edit/")
    assert page.input_value("#id_title").startswith("[✎ ")
