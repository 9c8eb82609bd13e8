"""A donor pays past any payment service, on a small phone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

BOTH = pytest.mark.parametrize(
    "scripts", [True, False], ids=["JavaScript", "no JavaScript"]
)


def give(one, method):
    page = one.page
    page.goto("/donasi/")
    page.locator("input[name=choice]").nth(1).check()
    page.locator(f"input[name=method][value={method}]").check()
    page.locator("main form [type=submit]").first.click()
    page.wait_for_url("**/donasi/status/**")
    return page


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth") <= 360


@BOTH
def test_a_transfer_has_an_amount_of_its_own_and_can_be_cancelled(visit, scripts):
    one = visit(java_script_enabled=scripts)
    page = give(one, "bank_transfer")
    amount = page.locator(".pk-copy__value").last.inner_text()
    assert re.fullmatch(r"Rp50\.\d{3}", amount)
    assert "000-000-0000" in page.inner_text("main")
    assert page.locator("[data-copy]").first.is_visible() == scripts
    assert fits(page)
    page.locator("form[action$='/batal/'] button").click()
    page.wait_for_url(re.compile("batal=1"))
    assert "dibatalkan" in page.inner_text("h1")
    assert amount in page.inner_text("main")
    assert not one.errors and not one.foreign


@BOTH
def test_a_transfer_becomes_qris_with_the_same_amount(visit, scripts):
    one = visit(java_script_enabled=scripts)
    page = give(one, "bank_transfer")
    amount = page.locator(".pk-copy__value").last.inner_text()
    page.locator("button[name=method][value=qris]").click()
    page.locator("svg.pk-qr__code").wait_for()
    assert amount in page.inner_text("h1")
    assert fits(page)
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
    assert not Axe().run(page).response["violations"]
