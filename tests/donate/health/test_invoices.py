"""Invoices that sponsors have not paid in time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from donate.health import Scope, rows
from donate.invoicing.slips import slip_keep
from donate.models import SponsorInvoice
from tests.donate import factories
from tests.donate.invoicing import payments
from tests.donate.invoicing.test_issuing import PRICE, author, issue, pay, slot

__all__ = ["author", "issue", "slot"]
pytestmark = pytest.mark.django_db


def late():
    return [what for what in said() if "late" in what]


def said():
    found = rows(Scope("test"))
    return [row.found.what for row in found if row.check.name == "invoices"]


def made_late(invoice):
    yesterday = timezone.localdate() - timedelta(days=1)
    SponsorInvoice.objects.filter(pk=invoice.pk).update(
        issued_on=yesterday, due_on=yesterday
    )


def test_an_invoice_is_late_once_its_day_is_over(issue):
    invoice = issue()
    assert late() == []
    made_late(invoice)
    assert late() == ["1 invoice to a sponsor is late."]


def test_a_part_leaves_it_late_and_the_rest_pays_it(issue, slot):
    made_late(issue())
    pay(slot, PRICE - 1)
    assert late()
    pay(slot, 1)
    assert late() == []


def test_a_slip_is_missed_until_it_is_there(slot, author):
    entry = payments.pay(payments.invoice(slot, author), author)

    assert said() == ["The withholding slip of 1 invoice is missing."]
    slip = payments.slip(file=factories.proof())
    slip_keep(withholding=entry.withholding, slip=slip, author=author)
    assert said() == []
