"""A donor gives every month, on a small phone: from the form to the end."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from .test_money import wait_for

BOTH = pytest.mark.parametrize(
    "scripts", [True, False], ids=["JavaScript", "no JavaScript"]
)


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth") <= 360


def next_month(one, server, do="month"):
    """Turn the payment service's clock for the newest monthly gift."""
    page = one.context.new_page()
    page.goto(f"{server.prepare['STRIPE_API_BASE']}/bulan/")
    page.locator(f"button[value={do}]").first.click()
    page.wait_for_load_state()
    page.close()


@BOTH
def test_a_monthly_gift_from_the_form_to_its_end(visit, site, test_mode_site, scripts):
    one = visit(server=test_mode_site, java_script_enabled=scripts)
    page = one.page
    page.goto("/donasi/")
    page.locator("input[name=choice]").nth(1).check()
    page.locator("input[name=often][value=monthly]").check()
    if not scripts:
        page.locator("details.pk-fold summary").click()
    if scripts:
        assert page.locator("[name=method][value=stripe]").is_checked()
        assert page.locator("[name=method]:enabled").count() == 1
    page.fill("[name=email]", "sari@example.org")  # a script has opened its fold
    assert fits(page)
    page.wait_for_timeout(2500)  # nobody is quicker, machines are
    page.locator("main form [type=submit]").first.click()
    assert "Rp50.000 per bulan" in page.inner_text("body")
    page.get_by_role("button", name=re.compile("^Bayar Rp")).click()
    page.wait_for_url("**/donasi/status/**")
    page.locator("a[href*='/donasi/bulanan/']").click()
    page.wait_for_url("**/donasi/bulanan/**")
    next_month(one, site)
    assert wait_for(lambda: "dari 2 donasi" in page.inner_text("main"), page.reload)
    assert fits(page)
    assert not scripts or not Axe().run(page).response["violations"]
    page.get_by_role("button", name="Ganti kartu").click()
    page.get_by_role("link", name=re.compile("Kembali")).click()
    page.get_by_role("link", name="Hentikan donasi bulanan").click()
    assert fits(page)
    page.get_by_role("button", name="Ya, hentikan").click()
    page.wait_for_url(re.compile(r"/donasi/bulanan/[^/]+/$"))
    assert "sudah berhenti" in page.inner_text("main")
    assert not page.locator("form").count()
    assert not [error for error in one.errors if "Content Security" in error]
