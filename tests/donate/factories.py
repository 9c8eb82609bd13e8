"""Real rows of the books, made the way the product makes them."""

import itertools
import uuid
from datetime import UTC, datetime

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile

from donate.ledger.accounts import chart_install
from donate.ledger.closing import period_close
from donate.ledger.hashing import local_date
from donate.ledger.posting import Line, entry_post
from donate.models import Account, Book, Donation
from donate.refunds.asking import refund_ask
from donate.refunds.by_hand import refund_record
from donate.services import Wishes, transfer_receive
from donate.services.consenting import contact_change

NUMBERS = itertools.count(1)
PDF = b"%PDF-1.4\n%%EOF\n"
MAY = datetime(2026, 5, 12, 3, 0, tzinfo=UTC)


def chart():
    """The usual accounts, and one bank account."""
    chart_install(bank_accounts={"main": "Bank"})


def lines(
    amount=100_00, *, into="assets:bank:main", out_of="income:ads", currency="IDR"
):
    return [Line(into, amount, currency), Line(out_of, -amount, currency)]


def entry(
    amount=100_00, *, book="test", into="assets:bank:main", out_of="income:ads", **facts
):
    """Post one entry of two lines."""
    chart()
    currency = facts.pop("currency", "IDR")
    facts.setdefault("kind", "ad_income")
    facts.setdefault("occurred_at", MAY)
    facts.setdefault("source_key", f"manual:{next(NUMBERS)}")
    facts.setdefault(
        "lines", lines(amount, into=into, out_of=out_of, currency=currency)
    )
    return entry_post(book=book, **facts)


def gift(amount=50_000_00, fee=2_500_00, **facts):
    """Post a gift as a payment service reports it: gross, fee and net."""
    facts.setdefault("kind", "donation")
    return entry(
        lines=[
            Line("assets:stripe:idr", amount - fee, "IDR"),
            Line("expenses:fees", fee, "IDR"),
            Line("income:donations", -amount, "IDR"),
        ],
        **facts,
    )


def cost(amount, category="hosting", **facts):
    facts.setdefault("kind", "expense")
    return entry(
        amount, into=f"expenses:{category}", out_of="assets:bank:main", **facts
    )


def donation(**fields):
    Book.objects.get_or_create(name=fields.setdefault("book_id", "test"))
    fields.setdefault("amount_minor", 50_000_00)
    fields.setdefault("method", "stripe")
    return Donation.objects.create(currency="IDR", **fields)


def user(username="bendahara", **fields):
    return get_user_model().objects.create_user(
        username=username, email=f"{username}@example.org", password="kunci", **fields
    )


def proof(content=PDF, name="nota.pdf"):
    return SimpleUploadedFile(name, content)


def close(month=MAY, *, book="test", author=None):
    return period_close(book=book, month=month.date(), author=author or user("penutup"))


def intent(*, name="", email="", message="", consents=(), **fields):
    """A gift by transfer that was promised, and what the donor said with it."""
    chart()
    fields.setdefault("method", "bank_transfer")
    given = donation(**fields, **{flag: True for flag in consents if "show" in flag})
    wishes = Wishes(name, email, message, frozenset(consents))
    if not wishes.is_empty:
        contact_change(given, wishes)
    return given


def arrive(given, *, at=MAY, text=""):
    """Its money reaches the bank."""
    transfer_receive(
        donation=given,
        received=given.asked,
        occurred_at=at,
        source_key=f"bank:main:{next(NUMBERS)}",
        account_code="assets:bank:main",
        note_text=text,
    )
    given.refresh_from_db()
    return given


def received(*, at=MAY, text="", **fields):
    """A gift by transfer, promised and arrived."""
    return arrive(intent(**fields), at=at, text=text)


def give_back(given, amount=None):
    """Give some of a gift, or all, back by a transfer, and record that."""
    author = user(f"pengembali-{next(NUMBERS)}")
    request = refund_ask(
        donation=given,
        way="hand",
        amount=amount or given.asked,
        reason="requested",
        uid=uuid.uuid4(),
        author=author,
    )
    bank = Account.objects.get(code="assets:bank:main")
    day = local_date(request.asked_at)
    return refund_record(request=request, day=day, account=bank, author=author)
