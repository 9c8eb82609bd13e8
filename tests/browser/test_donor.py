"""What a donor does on the private page of a gift, on a phone."""

import re

import pytest

from tests.servers import run_manage

from .test_money import wait_for


@pytest.mark.parametrize("scripts", [True, False], ids=["JavaScript", "no JavaScript"])
def test_a_donor_gets_a_receipt_ends_a_consent_and_is_forgotten(
    visit, test_mode_site, scripts
):
    one = visit(server=test_mode_site, java_script_enabled=scripts)
    page = one.page
    give(page)
    one.foreign.clear()  # the payment page was the service's
    assert wait_for(
        lambda: page.reload() and page.get_by_text("Nomor bukti").is_visible(),
        lambda: run_manage("donate_reconcile", environment=test_mode_site.environment),
    )
    page.get_by_role("link", name="Bukti donasi").click()
    assert "UJI-" in page.inner_text("main")
    button = page.get_by_role("button", name="Cetak")
    button.wait_for(state="visible" if scripts else "hidden")
    page.get_by_role("link", name="Kembali ke donasi").click()
    page.get_by_role("link", name=re.compile("Yang kami ketahui")).click()
    page.locator("[name=show_name]").uncheck()
    page.get_by_role("button", name="Simpan").click()
    assert "Tersimpan" in page.inner_text("[role=status]")
    assert not page.locator("[name=show_name]").is_checked()
    page.get_by_role("link", name="Hapus data saya").click()
    page.locator("[name=sure]").check()
    page.get_by_role("button", name="Hapus selamanya").click()
    assert "Kami tidak tahu apa pun tentang Anda" in page.inner_text("main")
    assert one.errors == [] and one.foreign == []


def give(page):
    page.goto("/donasi/")
    page.locator("input[name=choice]").nth(1).check()
    page.locator("details summary").filter(has_text="nama").first.click()
    page.fill("[name=name]", "Sari Wulandari")
    page.locator("[name=show_name]").check()
    page.wait_for_timeout(2500)  # nobody is quicker, machines are
    page.locator("#give [type=submit]").first.click()
    page.get_by_role("button", name=re.compile("^Bayar")).click()
    page.wait_for_url("**/donasi/status/**")
