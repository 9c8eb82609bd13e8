"""What is made for the screens of treasurer and approver."""

import datetime as dt
import uuid

from django.contrib.auth import get_user_model
from django.urls import reverse

from donate.adsense.reading import ReadPayment
from donate.adsense.recording import transit_account
from donate.approving.adsense import payments_import
from donate.approving.asking import entry_ask
from donate.bank.importing import statement_import, statement_read
from donate.bank.matching import rows_match
from donate.ledger.recording import Purpose
from donate.ledger.verifying import verify_and_record
from donate.models import (
    Account,
    BankAccount,
    JournalEntry,
    PeriodClose,
    SponsorInvoice,
)
from donate.money import Money
from donate.months.balances import month_balances
from donate.months.calendar import months_to_close
from donate.months.closing import month_prepare
from donate.refunds.asking import refund_ask
from tests.donate.factories import proof

from .bankfile import FIRST
from .giving import received

MAIN = "assets:bank:main"


def person(name):
    return get_user_model().objects.get(username=name)


def account():
    return Account.objects.get(code=MAIN)


def waiting_entry():
    return entry_ask(
        book="test",
        purpose=Purpose.parse("expenses:content"),
        day=dt.date(2026, 11, 18),
        amount=Money.of(7_500_000, "IDR"),
        account=account(),
        text="Penyuntingan dua belas video, CV Gambar Bergerak",
        nonce=uuid.uuid4(),
        proof=proof(),
        author=person("bendahara"),
    ).pk


def asked_back():
    return refund_ask(
        donation=received("bank_transfer", rupiah=100_000),
        way="hand",
        amount=Money.of(100_000, "IDR"),
        reason="requested",
        uid=uuid.uuid4(),
        author=person("bendahara"),
    )


def import_first():
    bank = BankAccount.objects.get()
    kept = statement_import(
        account=bank,
        statement=statement_read(FIRST, bank),
        content=FIRST,
        book="test",
        file_name="mutasi.csv",
        author=person("bendahara"),
    )
    rows_match(kept.rows.all())
    return kept.rows.order_by("pk").first().pk


def ad_payment():
    day = dt.date(2026, 11, 20)
    paid = ReadPayment(1, "P-2026-11", day, Money.of(1_412_350, "IDR"))
    payments_import(
        payments=[paid],
        book="test",
        into=transit_account(),
        author=person("bendahara"),
    )


def prepared_month():
    """The oldest open month, as its treasurer hands it on."""
    verify_and_record()
    month = months_to_close("test")[0]
    month_prepare(
        book="test",
        month=month,
        typed={each.key: each.books for each in month_balances("test", month)},
        note="Dibandingkan dengan rekening koran.",
        author=person("bendahara"),
    )
    return [month.year, month.month]


def addresses():
    """Return {name: path} of what is made here."""

    def of(name, *args):
        return reverse(f"prakerja_donate_{name}", args=args)

    pending, back = waiting_entry(), asked_back()
    row = import_first()
    ad_payment()
    signing = prepared_month()
    closed = PeriodClose.objects.order_by("month").last().month
    cost = JournalEntry.objects.filter(kind="expense").latest("seq")
    return {
        "To approve": of("pending:inspect", pending),
        "Entry": of("entries:inspect", cost.pk),
        "Bank movement": of("bank_rows:inspect", row),
        "Gift with a refund": of("donations:inspect", back.donation_id),
        "Refund": of("refunds:inspect", back.pk),
        "Invoice on paper": of("invoices:paper", SponsorInvoice.objects.first().pk),
        "Month to sign": of("months:month", *signing),
        "Statement on paper": of("months:paper", closed.year, closed.month),
    }
