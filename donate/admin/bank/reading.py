"""What the screens read of movements and statements."""

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from ...bank.balances import drift
from ...bank.booking import exchange_rate, paid_out
from ...bank.candidates import short_code
from ...days import day_words
from ...models import BankAccount, BankRow, Donation
from ...money import Money

State = BankRow.State


def day(row):
    return day_words(row.day)


def days(kept):
    return f"{day_words(kept.first_day)} – {day_words(kept.last_day)}"


def amount(row):
    return row.amount


def text(row):
    return Truncator(row.text).chars(90) or (_("erased") if row.erased_at else "–")


def short_text(row):
    return Truncator(row.text).chars(40)


def state(row):
    return capfirst(row.get_state_display())


def book(row):
    return row.bank_import.book.get_name_display()


def drifts(book):
    """One for each account whose statements tell a balance."""
    banks = BankAccount.objects.filter(active=True).select_related("account")
    return [found for bank in banks if (found := drift(bank, book))]


def counts(kept):
    """How the new movements of one file stand, each with its list."""
    numbers = kept.rows.aggregate(
        **{state.value: Count("pk", Q(state=state)) for state in State}
    )
    return [
        {
            "label": capfirst(state.label),
            "number": numbers[state.value],
            "url": rows_url(bank_import=kept.pk, state=state.value),
        }
        for state in State
    ]


def rows_url(**query):
    return f"{reverse('prakerja_donate_bank_rows:index')}?{urlencode(query)}"


def described_gift(gift, row):
    """What tells a gift from others, without who gave it."""
    return {
        "gift": gift,
        "asked": gift.asked,
        "code": short_code(gift.public_id),
        "method": capfirst(gift.get_method_display()),
        "state": capfirst(gift.get_state_display()),
        "off": row.amount - gift.asked if is_comparable(gift, row) else None,
        "url": reverse("prakerja_donate_bank_rows:gift", args=[row.pk, gift.pk]),
    }


def is_comparable(gift: Donation, row: BankRow):
    return gift.currency == row.account.currency and gift.asked != row.amount


def described_entry(entry, row, place):
    return {
        "entry": entry,
        "url": reverse(f"prakerja_donate_bank_rows:{place}", args=[row.pk, entry.pk]),
    }


def described_payout(entry, row):
    """Its name at the payment service, and what the bank made of another currency."""
    paid, movement = paid_out(entry), getattr(entry, "movement", None)
    is_converted = paid.currency != row.account.currency
    return {
        **described_entry(entry, row, "payout"),
        "paid": paid,
        "received": row.amount,
        "rate": exchange_rate(paid, row.amount) if is_converted else None,
        "name": movement.source_id if movement else "",
    }


def described_invoice(invoice, row):
    return {
        "invoice": invoice,
        "withheld": invoice.left - row.amount,
        "url": reverse("prakerja_donate_bank_rows:invoice", args=[row.pk, invoice.pk]),
    }


def money_of(kept, minor):
    return None if minor is None else Money(minor, kept.account.currency)
