"""Failures 3 and 6: walks, webhooks and pages at once book every movement once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from donate import gateways
from donate.account_walk import walk
from donate.ledger.verifying import verify
from donate.models import Donation, DonorContact, JournalEntry, Movement
from tests.donate.payments.test_parallel import at_once, delivery

from .accounts import agrees

pytestmark = pytest.mark.django_db(transaction=True)
REPOSITORY = Path(__file__).resolve().parents[3]


@pytest.fixture
def busy(donor, sandbox, account):
    """Two gifts, one given back in two parts, one disputed, all of it untold."""
    gifts = []
    for _ in "12":
        gifts.append(donor.give())
        donor.pay()
    sandbox.release_fees()
    first, second = sandbox.store.of_kind("charge")
    for amount in (10_000_00, 20_000_00):
        account.refund_create({"charge": first["id"], "amount": amount})
    account.dispute_open(second)
    account.payout_automatic("idr")
    return gifts


def walked():
    return 200 if walk(gateways.get("stripe")).clean else 500


def all_is_booked_once(account):
    return (
        JournalEntry.objects.count() == Movement.objects.count() == 6
        and not Movement.objects.exclude(state="booked").exists()
        and agrees(account)
        and not verify()
    )


def test_3_and_6_two_walks_and_every_webhook_at_once_book_each_movement_once(
    donor, busy, account
):
    kinds = [
        "charge.updated",
        "refund.created",
        "charge.refunded",
        "charge.dispute.created",
        "charge.dispute.funds_withdrawn",
        "payout.created",
    ]
    results = at_once(
        *[delivery(donor, kind) for kind in kinds],
        lambda: Client().get(busy[0].get_absolute_url()).status_code,
        walked,
        walked,
    )
    assert results == [200] * 9
    assert walked() == 200
    assert all_is_booked_once(account)


def test_3_and_23_one_refund_told_ten_times_at_once_is_one_entry_and_one_letter(
    donor, busy, account
):
    for gift in busy:
        DonorContact.objects.create(donation=gift, email="sari@example.org")
    walked()
    account.refund_create({"charge": busy_charge(account), "amount": 1_000_00})
    results = at_once(*[delivery(donor, "refund.created")] * 10)
    assert results == [200] * 10
    assert JournalEntry.objects.filter(kind="refund").count() == 3
    given_back = Donation.objects.get(refunded_minor=31_000_00)
    assert given_back.letters.filter(kind="refund").count() == 3
    assert len([one for one in mail.outbox if "Rp1.000" in one.subject]) == 1


def busy_charge(account):
    return next(
        charge["id"]
        for charge in account.store.of_kind("charge")
        if charge["amount_refunded"]
    )


def process(sandbox):
    """The command in a process of its own, on the database of this test."""
    database = connection.settings_dict
    url = (
        f"sqlite:///{database['NAME']}"
        if connection.vendor == "sqlite"
        else "postgres://{USER}@{HOST}:{PORT}/{NAME}".format(**database)
    )
    return subprocess.Popen(
        [sys.executable, "manage.py", "donate_reconcile", "--skip-checks"],
        cwd=REPOSITORY,
        env={
            **os.environ,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "prakerja_cms.settings.test",
            "STRIPE_SECRET_KEY": sandbox.key,
            "STRIPE_WEBHOOK_SECRET": sandbox.secret,
            "STRIPE_API_BASE": sandbox.address,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_6_two_processes_beside_the_webhooks_book_each_movement_once(
    donor, busy, account, sandbox
):
    connection.close()
    started = [process(sandbox) for _ in "12"]
    at_once(delivery(donor, "charge.refunded"), delivery(donor, "payout.created"))
    said = [running.communicate(timeout=120)[0] for running in started]
    assert [running.returncode for running in started] == [0, 0], said
    assert all_is_booked_once(account)
