"""Two hundred events for fifty gifts at once, over HTTP, in real threads."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db.models import Sum

from donate.ledger.verifying import verify
from donate.models import Donation, JournalLine
from donate.money import Money
from donate.sandbox.truth import movements
from donate.services import Gift, donation_start
from tests.bench.webhooks import post

pytestmark = pytest.mark.django_db(transaction=True)
GIFTS = 50


def paid_gifts(sandbox, gateway):
    for number in range(GIFTS):
        amount = Money.of(10_000 + number, "IDR")
        donation_start(
            gift=Gift(amount=amount), gateway=gateway, absolute="http://x{}".format
        )
    for session in sandbox.sessions():
        sandbox.account.pay(session)
    sandbox.release_fees()


def test_200_events_at_once_are_50_entries_and_no_error(live_server, sandbox, gateway):
    sandbox.faults.duplicate = 0
    paid_gifts(sandbox, gateway)
    kinds = ("charge.succeeded", "checkout.session.completed")
    events = [event for kind in kinds for event in sandbox.events(kind)] * 2
    url = f"{live_server.url}/donasi/webhook/stripe/"
    with ThreadPoolExecutor(20) as pool:
        answers = pool.map(lambda event: post(url, *sandbox.signed(event)), events)
    assert [status for status, _ in answers] == [200] * 4 * GIFTS
    assert set(Donation.objects.values_list("state", flat=True)) == {"booked"}
    lines = JournalLine.objects.filter(account__code="assets:stripe:idr")
    assert lines.count() == GIFTS
    moved = sum(one.net for one in movements(sandbox.store))
    assert lines.aggregate(total=Sum("amount_minor"))["total"] == moved
    assert not verify()
