"""A donor pays past any payment service, on a small phone."""

import re

import pytest
from playwright.sync_api import expect

from .axe import faults
from .giving import begin, send
from .steps import fits, follow, is_at, says

BOTH = pytest.mark.parametrize(
    "scripts", [True, False], ids=["JavaScript", "no JavaScript"]
)


def give(one, method):
    page = one.page
    begin(page)
    page.locator(f"input[name=method][value={method}]").check()
    send(page)
    is_at(page, "/donasi/status/")
    return page


@BOTH
def test_a_transfer_has_an_amount_of_its_own_and_can_be_cancelled(visit, scripts):
    one = visit(java_script_enabled=scripts)
    page = give(one, "bank_transfer")
    amount = page.locator(".pk-copy__value").last.inner_text()
    assert re.fullmatch(r"Rp50\.\d{3}", amount)
    says(page, "000-000-0000")
    expect(page.locator("[data-copy]").first).to_be_visible(visible=scripts)
    fits(page)
    follow(page.locator("form[action$='/batal/'] button"))
    says(page, "Anda membatalkan donasi ini", where="h1")
    says(page, amount)
    assert not one.errors and not one.foreign


@BOTH
def test_a_transfer_becomes_qris_with_the_same_amount(visit, scripts):
    one = visit(java_script_enabled=scripts)
    page = give(one, "bank_transfer")
    amount = page.locator(".pk-copy__value").last.inner_text()
    follow(page.locator("button[name=method][value=qris]"))
    page.locator("svg.pk-qr__code").wait_for()
    says(page, amount, where="h1")
    fits(page)
    with page.expect_download() as download:
        page.locator("a[download]").click()
    assert download.value.suggested_filename.startswith("qris-50")
    assert not one.errors and not one.foreign


def test_the_amount_is_copied_as_an_app_takes_it(visit):
    one = visit(permissions=["clipboard-read", "clipboard-write"])
    page = give(one, "bank_transfer")
    page.locator("[data-copy]").last.click()
    page.get_by_text("Disalin").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(r"50\d{3}", copied)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_left_out(visit, scheme):
    one = visit(color_scheme=scheme)
    page = give(one, "qris")
    assert faults(page) == []
