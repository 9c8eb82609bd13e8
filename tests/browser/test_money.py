"""A donor gives, a treasurer records, everybody sees the totals."""

import json
import urllib.request
from decimal import Decimal

import pytest
from playwright.sync_api import expect

from .giving import begin, pay, send, settle, wait_until_told
from .steps import follow, is_at, says, wait_for


def totals(site):
    """What the public API says of the active book."""
    with urllib.request.urlopen(f"{site.url}/api/v1/ledger/summary/") as answer:
        return json.load(answer)


def income(summary, source):
    """Rupiah from one source so far; a new book has no currency yet."""
    rupiah = [row for row in summary["currencies"] if row["currency"] == "IDR"]
    return Decimal(rupiah[0]["total"][source]) if rupiah else 0


@pytest.mark.parametrize("scripts", [True, False], ids=["JavaScript", "no JavaScript"])
def test_a_gift_ends_on_a_thank_you_page_and_in_the_totals(
    visit, test_mode_site, scripts
):
    before = income(totals(test_mode_site), "donations")
    one = visit(server=test_mode_site, java_script_enabled=scripts)
    begin(one.page)
    send(one.page)
    says(one.page, "Mode uji")
    pay(one.page)
    wait_until_told(one.page, "Terima kasih", test_mode_site)
    says(one.page, "Rp50.000")
    wait_for(
        lambda: income(totals(test_mode_site), "donations") == before + 50_000,
        lambda: settle(test_mode_site),
    )


def test_what_a_donor_typed_survives_an_error(visit):
    one = visit(java_script_enabled=False)
    one.page.goto("/donasi/")
    one.page.locator("input[name=choice]").last.check()
    one.page.fill("[name=own]", "500")
    one.page.locator("details summary").click()
    one.page.fill("[name=name]", "Bu Ani")
    send(one.page)
    says(one.page, "Rp10.000")
    expect(one.page.locator("[name=own]")).to_have_value("500")
    expect(one.page.locator("[name=name]")).to_have_value("Bu Ani")


def test_advertising_income_recorded_in_the_admin_is_in_the_totals(site, signed_in):
    before = income(totals(site), "ads")
    page = signed_in("bendahara").page
    page.goto("/admin/cash-book/new/")
    page.select_option("[name=purpose]", "ad_income:adsense")
    page.fill("[name=amount]", "1.250.000")
    page.fill("[name=text]", "Pembayaran iklan bulan ini")
    follow(page.locator("main form [type=submit]").last)
    says(page, "1.250.000")
    assert income(totals(site), "ads") == before
    follow(page.locator("[name=record]"))
    says(page, "1.250.000")
    assert income(totals(site), "ads") == before + 1_250_000


def test_an_editor_does_not_see_the_books(signed_in):
    page = signed_in("kontributor").page
    page.goto("/admin/cash-book/")
    is_at(page, "/admin/$")
