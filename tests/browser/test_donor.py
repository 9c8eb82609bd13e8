"""What a donor does on the private page of a gift, on a phone."""

import re

import pytest
from playwright.sync_api import expect

from .giving import begin, pay, send, wait_until_told
from .steps import follow, says


@pytest.mark.parametrize("scripts", [True, False], ids=["JavaScript", "no JavaScript"])
def test_a_donor_gets_a_receipt_ends_a_consent_and_is_forgotten(
    visit, test_mode_site, scripts
):
    one = visit(server=test_mode_site, java_script_enabled=scripts)
    page = one.page
    give(page)
    one.foreign.clear()  # the payment page was the service's
    wait_until_told(page, "Nomor bukti", test_mode_site)
    follow(page.get_by_role("link", name="Bukti donasi"))
    says(page, "UJI-")
    expect(page.get_by_role("button", name="Cetak")).to_be_visible(visible=scripts)
    follow(page.get_by_role("link", name="Kembali ke donasi"))
    follow(page.get_by_role("link", name=re.compile("Yang kami ketahui")))
    page.locator("[name=show_name]").uncheck()
    follow(page.get_by_role("button", name="Simpan"))
    says(page, "Tersimpan", where="[role=status]")
    expect(page.locator("[name=show_name]")).not_to_be_checked()
    follow(page.get_by_role("link", name="Hapus data saya"))
    page.locator("[name=sure]").check()
    follow(page.get_by_role("button", name="Hapus selamanya"))
    says(page, "Kami tidak tahu apa pun tentang Anda")
    assert one.errors == [] and one.foreign == []


def give(page):
    begin(page)
    page.locator("details summary").filter(has_text="nama").first.click()
    page.fill("[name=name]", "Sari Wulandari")
    page.locator("[name=show_name]").check()
    send(page)
    pay(page)
