"""A gift in dollars, paid out to the bank, which made rupiah of it."""

from django.contrib.auth import get_user_model
from django.utils import timezone

from donate.approving.deciding import pending_approve
from donate.approving.payouts import row_payout_ask
from donate.bank.importing import statement_import, statement_read
from donate.ledger import accounts
from donate.ledger.posting import Line, entry_post
from donate.models import BankAccount, Book, JournalEntry, PendingEntry
from donate.money import Money
from donate.services.booking import stripe_account

from .money import noon, past_months
from .source import stable_uuid

Kind, Memo = JournalEntry.Kind, JournalEntry.Memo
BOOK = Book.Name.TEST.value
GIVEN, FEE = Money.of(25, "USD"), Money.of("1.40", "USD")
CAME = 387_630
STATEMENT = """Periode : {period}
Tanggal Transaksi,Keterangan,Cabang,Jumlah,,Saldo
'{day},'STRIPE PAYOUT,'0000,"{amount}",CR,""
"""


def load_dollars():
    """Only where somebody is there to decide, and somebody else to agree."""
    people = get_user_model().objects.in_bulk(
        ["bendahara", "penyetuju"], field_name="username"
    )
    if len(people) < 2:
        return
    month = past_months(timezone.localdate())[-1]
    payout = give_and_pay_out(month)
    row = at_the_bank(month.replace(day=12))
    done = row_payout_ask(row=row, payout=payout, author=people["bendahara"])
    if isinstance(done, PendingEntry):
        pending_approve(pending=done, author=people["penyetuju"])


def give_and_pay_out(month):
    stripe, net = stripe_account("USD"), GIVEN - FEE
    gift = [(stripe, net), (accounts.FEES, FEE), (accounts.DONATIONS, -GIVEN)]
    sent = [(accounts.IN_TRANSIT, net), (stripe, -net)]
    post("gift", month.replace(day=5), Kind.DONATION, gift, Memo.CARD_GIFT)
    return post("payout", month.replace(day=9), Kind.PAYOUT, sent)


def post(name, day, kind, sides, memo=""):
    return entry_post(
        book=BOOK,
        kind=kind,
        occurred_at=noon(day),
        source_key=f"manual:{stable_uuid(f'dollars:{name}')}",
        lines=[Line(code, m.amount_minor, m.currency) for code, m in sides],
        public_memo=memo,
    )


def at_the_bank(day):
    account = BankAccount.objects.get()
    text = STATEMENT.format(
        period=f"{day:%d/%m/%Y} - {day:%d/%m/%Y}",
        day=f"{day:%d/%m}",
        amount=f"{CAME:,}.00",
    )
    content = text.encode()
    statement = statement_read(content, account)
    kept = statement_import(
        account=account, statement=statement, content=content, book=BOOK
    )
    return kept.rows.get()
