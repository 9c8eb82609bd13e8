"""Files as banks give them, and what is there before one comes."""

from datetime import UTC, date, datetime, timedelta

from donate.bank.importing import statement_import, statement_read
from donate.bank.matching import rows_match
from donate.bank.presets import ensure_bank_profiles
from donate.holding import kept_until
from donate.ledger.books import active_book
from donate.ledger.posting import Line, entry_post
from donate.models import (
    Account,
    BankAccount,
    BankImport,
    BankProfile,
    Book,
    Donation,
    HeldAmount,
)
from tests.donate import factories

MAY = date(2026, 5, 12)
HEADER = "Post Date,Value Date,Branch,Journal No.,Description,Debit,Credit,Balance\n"
BCA = """Informasi Rekening - Mutasi Rekening
No. rekening : 1234567890
Periode : 01/05/2026 - 31/05/2026

Tanggal Transaksi,Keterangan,Cabang,Jumlah,,Saldo
'05/05,'TRSF E-BANKING DB 0505,'0000,"1,500,000.00",DB,"8,500,000.00"
'12/05,'SETORAN TUNAI,'0123,"25,123.00",CR,"8,525,123.00"
'PEND,'BIAYA ADM,'0000,"15,000.00",DB,"8,510,123.00"
Saldo Awal,:,"10,000,000.00"
Mutasi Debet,:,"1,515,000.00"
Saldo Akhir,:,"8,510,123.00"
"""
BCA_BUSINESS = """Periode,01/12/2025 - 31/01/2026
Tanggal Transaksi,Keterangan,Cabang,Jumlah,Saldo
30/12,KIRIMAN,0000,"1,000.00 CR","3,000.00"
02/01,BIAYA,0000,"500.00 DB","2,500.00"
"""
MANDIRI = """AccountNo;Ccy;PostDate;Remarks;AdditionalDesc;\
Credit Amount;Debit Amount;Close Balance
106;IDR;03 May 2026 11:27:10;SEWA;MCM KE EKA;0.00;750000.00;13838932.64
106;IDR;07 Mei 2026 10:16:54;PT SARANA;Trf;1000000.00;0.00;14838932.64
"""
MANDIRI_NEW = """Account No,Date,Val. Date,Transaction Code,Description,Description,\
Reference No.,Debit,Credit
106,01/05/26,01/05/26,6902,"DR 295","SUSHIMAS ",,".00","453,684.00"
"""
BNI = """Post Date,Value Date,Branch,Journal No.,Description,Debit,Credit,
01/05/26 10.00.00,01/05/26,001,J1,SETORAN TUNAI,.00,"300,000.00",
"""
BRI = """ID,NOREK,TGL_TRAN,DESK_TRAN,SALDO_AWAL_MUTASI,MUTASI_DEBET,\
MUTASI_KREDIT,SALDO_AKHIR_MUTASI
"1","588","2026-05-10 23:44:44","BRIVA 301","1000.00","500.00","0.00","500.00"
"""


def profile(name="BNI"):
    ensure_bank_profiles()
    return BankProfile.objects.get(name=name)


def bank(slug="main", **fields):
    """An account with statements, laid out as BNI does."""
    factories.chart()
    account, _made = Account.objects.get_or_create(
        code=f"assets:bank:{slug}", defaults={"name": slug, "currency": "IDR"}
    )
    return BankAccount.objects.create(account=account, profile=profile(), **fields)


def csv(*rows):
    """Rows of (amount in rupiah, text, day of May)."""
    return (HEADER + "".join(line(*row) for row in rows)).encode()


def line(amount, text="SETORAN", day=12):
    cells = ("", amount) if amount > 0 else (-amount, "")
    return f"{day:02}/05/2026,,,,{text},{cells[0]},{cells[1]},\n"


def take(account, *rows, book="test", **options):
    """Import without matching."""
    content = csv(*rows)
    statement = statement_read(content, account)
    return statement_import(
        account=account, statement=statement, content=content, book=book, **options
    )


def told(rupiah, last_day=date(2026, 5, 31), book="test"):
    """A statement that tells a balance, and no movement that waits."""
    account = BankAccount.objects.first() or bank()
    return BankImport.objects.create(
        account=account,
        book_id=book,
        first_day=last_day.replace(day=1),
        last_day=last_day,
        closing_minor=rupiah * 100,
        row_count=0,
    )


def come(account, *rows):
    """Import and match; return the new rows, oldest first."""
    kept = take(account, *rows)
    rows_match(kept.rows.all())
    return list(kept.rows.order_by("day", "pk"))


def come_as(text):
    """Import a file as it stands into a new account of the active book; match it."""
    account, content = bank(), text.encode()
    kept = statement_import(
        account=account,
        statement=statement_read(content, account),
        content=content,
        book=active_book(),
    )
    rows_match(kept.rows.all())
    return list(kept.rows.order_by("day", "pk"))


def gift(amount=25_000, code=123, made=datetime(2026, 5, 10, 3, tzinfo=UTC), **fields):
    Book.objects.get_or_create(name="test")
    facts = {
        "book_id": "test",
        "amount_minor": amount * 100,
        "unique_code": code,
        "currency": "IDR",
        "method": "bank_transfer",
        **fields,
    }
    donation = Donation.objects.create(**facts)
    Donation.objects.filter(pk=donation.pk).update(created_at=made)
    if code:
        amount_held(donation, made)
    return Donation.objects.get(pk=donation.pk)


def amount_held(donation, made):
    """What it asks for, as long as money for it is looked for; never in the way."""
    until = donation.expires_at or made + timedelta(days=3)
    held = HeldAmount.objects.create(
        book=donation.book,
        donation=donation,
        currency=donation.currency,
        amount_minor=donation.asked.amount_minor,
        held_until=kept_until(until),
        released=True,
    )
    HeldAmount.objects.filter(pk=held.pk).update(made_at=made)


def payout(amount, key="stripe:po_1"):
    """What a payment service sent on its way to the bank."""
    factories.chart()
    return entry_post(
        book="test",
        kind="payout",
        occurred_at=factories.MAY,
        source_key=key,
        lines=[
            Line("assets:in_transit", amount * 100, "IDR"),
            Line("assets:stripe:idr", -amount * 100, "IDR"),
        ],
    )


def balance(code="assets:bank:main"):
    lines = Account.objects.get(code=code).lines
    return sum(lines.values_list("amount_minor", flat=True)) // 100
