"""Money that goes back to a donor, from the press to the public page."""

import re

import pytest

from tests.servers import run_manage

from .axe import faults
from .test_money import wait_for

WHOLE = re.compile(r"Rp50\.000")


def give(one, button):
    """Give Rp50.000 by card; ``button`` of the payment page says how it goes on."""
    page = one.page
    page.goto("/donasi/")
    page.locator("input[name=choice]").nth(1).check()
    page.wait_for_timeout(2500)  # nobody is quicker, machines are
    page.locator("form [type=submit]").first.click()
    page.get_by_role("button", name=button).click()
    page.wait_for_url("**/donasi/status/**")


def row(page, name):
    """What the statement of this month says in the row of this name."""
    page.goto("/donasi/transparansi/")
    return page.locator("tr", has=page.get_by_text(name)).first.text_content()


def settle(site):
    run_manage("donate_reconcile", environment=site.environment)


@pytest.fixture
def paid(visit, test_mode_site):
    def paid(button, mark):
        one = visit(server=test_mode_site, java_script_enabled=False)
        give(one, button)
        page = one.page
        assert wait_for(
            lambda: mark in (page.reload() and page.inner_text("main")),
            lambda: settle(test_mode_site),
        )
        return page

    return paid


def test_a_dispute_is_told_to_the_donor_and_on_the_public_page(paid):
    page = paid("Coba pembayaran yang disengketakan", "sengketa")
    assert WHOLE.search(row(page, "sengketa"))


def test_a_refund_pressed_in_the_admin_is_on_the_public_page(
    paid, signed_in, test_mode_site
):
    donor = paid(re.compile("^Bayar Rp"), "Terima kasih")
    token = donor.url.rstrip("/").rpartition("/")[2]
    page = signed_in("bendahara", server=test_mode_site).page
    page.goto("/admin/cash-book-gifts/?book=test&state=booked")
    page.locator("td.title a, td a").first.click()
    page.get_by_role("link", name="Kembalikan dana").click()
    assert faults(page, "#main") == []
    page.select_option("[name=reason]", "requested")
    page.locator("#main form [type=submit]").last.click()
    assert "Layanan pembayaran tetap mengambil" in page.inner_text("#main")
    page.locator("[name=do]").click()
    page.wait_for_url(re.compile(r"/cash-book-refunds/\d+/$"))
    assert wait_for(
        lambda: WHOLE.search(row(donor, "Pengembalian dana")),
        lambda: settle(test_mode_site),
    )
    donor.goto(f"/donasi/status/{token}/")
    assert "dikembalikan" in donor.inner_text("main")
