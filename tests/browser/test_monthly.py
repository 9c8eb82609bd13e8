"""A donor gives every month, on a small phone: from the form to the end."""

import re

import pytest
from playwright.sync_api import expect

from .axe import faults
from .giving import begin, pay, send
from .steps import fits, follow, is_at, says, wait_for

BOTH = pytest.mark.parametrize(
    "scripts", [True, False], ids=["JavaScript", "no JavaScript"]
)


def next_month(one, server, do="month"):
    """Turn the payment service's clock for the newest monthly gift."""
    page = one.context.new_page()
    page.goto(f"{server.prepare['STRIPE_API_BASE']}/bulan/")
    follow(page.locator(f"button[value={do}]").first)
    page.close()


@BOTH
def test_a_monthly_gift_from_the_form_to_its_end(visit, site, test_mode_site, scripts):
    one = visit(server=test_mode_site, java_script_enabled=scripts)
    page = one.page
    monthly = page.locator("a[href*='/donasi/bulanan/']")
    begin(page)
    page.locator("input[name=often][value=monthly]").check()
    if not scripts:
        page.locator("details.pk-fold summary").click()
    if scripts:
        expect(page.locator("[name=method][value=stripe]")).to_be_checked()
        expect(page.locator("[name=method]:enabled")).to_have_count(1)
    page.fill("[name=email]", "sari@example.org")  # a script has opened its fold
    fits(page)
    send(page)
    says(page, "Rp50.000 per bulan")
    pay(page)
    wait_for(monthly.is_visible, page.reload)
    follow(monthly)
    is_at(page, "/donasi/bulanan/")
    next_month(one, site)
    wait_for(lambda: "dari 2 donasi" in page.inner_text("main"), page.reload)
    fits(page)
    assert not scripts or faults(page) == []
    follow(page.get_by_role("button", name="Ganti kartu"))
    follow(page.get_by_role("link", name=re.compile("Kembali")))
    follow(page.get_by_role("link", name="Hentikan donasi bulanan"))
    fits(page)
    follow(page.get_by_role("button", name="Ya, hentikan"))
    is_at(page, r"/donasi/bulanan/[^/]+/$")
    says(page, "sudah berhenti")
    expect(page.locator("form")).to_have_count(0)
    assert not [error for error in one.errors if "Content Security" in error]
