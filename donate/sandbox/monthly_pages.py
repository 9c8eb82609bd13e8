"""Pages around subscriptions in test mode: the portal, and a clock to turn."""

from html import escape
from typing import TYPE_CHECKING

from .monthly import OVER
from .pages import frame, written

if TYPE_CHECKING:
    from .account import Account

PORTAL = """<h1>Donasi bulanan Anda</h1>
{rows}
<p><a href="{back}">Kembali ke halaman donasi</a></p>
"""
ROW = """<form method="post">
<p class="amount">{amount} per bulan</p>
<p>{words}</p>
<input type="hidden" name="subscription" value="{id}">
{buttons}
</form>
"""
BUTTON = '<button name="do" value="{do}">{words}</button>\n'
WORDS = {
    "active": "Berjalan.",
    "past_due": "Kartu ditolak. Ganti kartu agar donasi berjalan lagi.",
    "canceled": "Sudah berhenti.",
}
AT_PORTAL = {"card": "Ganti kartu", "cancel": "Berhenti sekarang"}
ON_CLOCK = {
    "month": "Bulan berikutnya tiba",
    "declined": "Bulan berikutnya tiba, kartu ditolak",
    "give_up": "Semua percobaan gagal",
}
CLOCK = """<h1>Memajukan waktu</h1>
<p>Di sini satu bulan lewat dalam sekejap, agar donasi bulanan dapat dicoba.</p>
{rows}
"""


def portal_page(account: "Account", session: dict) -> str:
    rows = "".join(
        row(item, AT_PORTAL)
        for item in subscriptions(account)
        if item["customer"] == session["customer"]
    )
    back = escape(session["return_url"] or "/")
    return frame("Donasi bulanan", PORTAL.format(rows=rows, back=back))


def clock_page(account: "Account") -> str:
    rows = "".join(row(item, ON_CLOCK) for item in subscriptions(account))
    return frame("Waktu", CLOCK.format(rows=rows or "<p>Belum ada donasi bulanan.</p>"))


def subscriptions(account: "Account") -> list[dict]:
    return account.store.of_kind("subscription")


def row(subscription: dict, choices: dict[str, str]) -> str:
    is_over = subscription["status"] in OVER
    buttons = [BUTTON.format(do=do, words=words) for do, words in choices.items()]
    price = subscription["items"]["data"][0]["price"]
    return ROW.format(
        amount=written(price["unit_amount"], price["currency"]),
        words=WORDS.get(subscription["status"], subscription["status"]),
        id=subscription["id"],
        buttons="" if is_over else "".join(buttons),
    )


def choose(account: "Account", choice: str, subscription_id: str) -> None:
    """Do what a button says, as long as the subscription runs."""
    found = account.store.get(subscription_id)
    if found is None or found["object"] != "subscription" or found["status"] in OVER:
        return
    if choice == "card":
        account.card_change(found)
    elif choice == "cancel":
        account.subscription_cancel(found)
    elif choice == "give_up":
        account.subscription_give_up(found)
    elif choice in ("month", "declined"):
        account.month_passes(found, declined=choice == "declined")
