"""What the bank wrote is read only by whoever may see bank statements."""

import uuid

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from donate.ledger.hashing import local_date
from donate.models import AdPayment, BankRow
from donate.money import Money
from donate.refunds.asking import refund_ask
from tests.donate import factories
from tests.donate.bank import statements

from .desk import read
from .test_adsense import bring

pytestmark = pytest.mark.django_db


@pytest.fixture
def cashier(sign_in):
    """May ask for refunds and record payments, and not read the bank."""
    person = sign_in("kasir")
    names = [
        "access_admin",
        *(f"{may}_{model}" for may in ("add", "view") for model in MODELS),
    ]
    person.user_permissions.set(Permission.objects.filter(codename__in=names))
    return person


MODELS = ("refundrequest", "adpayment")


def refund_of(author):
    return refund_ask(
        donation=factories.received(amount_minor=50_000_00),
        way="hand",
        amount=Money(50_000_00, "IDR"),
        reason="requested",
        uid=uuid.uuid4(),
        author=author,
    )


def came(amount):
    kept = statements.take(statements.bank(), (amount, "KE SITI", 1))
    kept.rows.update(day=local_date(timezone.now()))
    return BankRow.objects.get(bank_import=kept)


def place(kind, name, *keys):
    return reverse(f"prakerja_donate_{kind}:{name}", args=keys)


def test_a_refund_shows_a_cashier_no_words_of_the_bank(client, cashier):
    refund, row = refund_of(cashier), came(-50_000)
    answer = client.get(place("refunds", "row", refund.pk, row.pk), follow=True)
    assert "SITI" not in read(answer)
    assert "SITI" not in read(client.get(place("refunds", "inspect", refund.pk)))


def test_a_treasurer_sees_them(client, treasurer):
    refund, row = refund_of(treasurer), came(-50_000)
    assert "SITI" in read(client.get(place("refunds", "row", refund.pk, row.pk)))
    assert "SITI" in read(client.get(place("refunds", "inspect", refund.pk)))


def test_a_movement_that_cannot_be_the_refund_is_not_found(client, treasurer):
    refund, row = refund_of(treasurer), came(77_000)
    assert client.get(place("refunds", "row", refund.pk, row.pk)).status_code == 404


def test_a_movement_that_cannot_be_the_payment_is_not_found(
    client, treasurer, settings
):
    settings.DEBUG = True
    factories.chart()
    bring(client)
    payment, row = AdPayment.objects.get(), came(-77_000)
    assert client.get(place("adsense", "row", payment.pk, row.pk)).status_code == 404


def test_a_payment_shows_a_cashier_no_words_of_the_bank(client, cashier, settings):
    settings.DEBUG = True
    factories.chart()
    bring(client)
    payment, row = AdPayment.objects.get(), came(77_000)
    BankRow.objects.update(day=payment.day)
    answer = client.get(place("adsense", "row", payment.pk, row.pk), follow=True)
    assert "SITI" not in read(answer)
    assert "SITI" not in read(client.get(place("adsense", "inspect", payment.pk)))
