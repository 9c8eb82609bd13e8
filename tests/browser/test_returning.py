"""Money that goes back to a donor, from the press to the public page."""

import re

import pytest

from .axe import faults
from .giving import PAY, begin, pay, send, settle, wait_until_told
from .steps import follow, is_at, says, wait_for

WHOLE = re.compile(r"Rp50\.000")


def row(page, name):
    """What the statement of this month says in the row of this name."""
    page.goto("/donasi/transparansi/")
    return page.locator("tr", has=page.get_by_text(name)).first.text_content()


@pytest.fixture
def paid(visit, test_mode_site):
    """Call with a button of the payment page and what the gift's page tells then."""

    def paid(button, mark):
        page = visit(server=test_mode_site, java_script_enabled=False).page
        begin(page)
        send(page)
        pay(page, button)
        wait_until_told(page, mark, test_mode_site)
        return page

    return paid


def test_a_dispute_is_told_to_the_donor_and_on_the_public_page(paid):
    page = paid("Coba pembayaran yang disengketakan", "sengketa")
    assert WHOLE.search(row(page, "sengketa"))


def test_a_refund_pressed_in_the_admin_is_on_the_public_page(
    paid, signed_in, test_mode_site
):
    donor = paid(PAY, "Terima kasih")
    token = donor.url.rstrip("/").rpartition("/")[2]
    page = signed_in("bendahara", server=test_mode_site).page
    page.goto("/admin/cash-book-gifts/?book=test&state=booked")
    follow(page.locator("td.title a, td a").first)
    follow(page.get_by_role("link", name="Kembalikan dana"))
    assert faults(page, "#main") == []
    page.select_option("[name=reason]", "requested")
    follow(page.locator("#main form [type=submit]").last)
    says(page, "Layanan pembayaran tetap mengambil", where="#main")
    follow(page.locator("[name=do]"))
    is_at(page, r"/cash-book-refunds/\d+/$")
    wait_for(
        lambda: WHOLE.search(row(donor, "Pengembalian dana")),
        lambda: settle(test_mode_site),
    )
    donor.goto(f"/donasi/status/{token}/")
    says(donor, "dikembalikan")
