"""Months, misses and stops in any order, over a network that loses and repeats.

A seed is a history: a failure is seen again with its number.
"""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest
from django.utils import timezone

from donate import gateways
from donate.account_walk import walk
from donate.ledger.verifying import verify
from donate.models import Donation, JournalLine, Subscription
from donate.reconcile import tick
from donate.sandbox.chaos import Chaos
from donate.sandbox.truth import movements

from .conftest import SARI

STEPS = {"give": 2, "pay": 4, "month": 6, "miss": 2, "card": 2, "stop": 1, "look": 2}
STEPS |= {"cancel": 1, "give_up": 1, "fees": 3, "events": 6, "clock": 2}


class World:
    def __init__(self, seed, donor):
        self.donor, self.box = donor, donor.sandbox
        self.chance = Random(f"monthly {seed}")
        self.chaos = self.box.chaos = Chaos(seed)
        self.told, self.later, self.wished = set(), [], set()

    def live(self, steps):
        self.give()
        names, weights = zip(*STEPS.items(), strict=True)
        for name in self.chance.choices(names, weights, k=steps):
            getattr(self, name)()
        self.rest()

    def rest(self):
        self.chaos.calm()
        self.fees()
        for session in self.box.sessions():
            if session["status"] == "open":
                self.box.account.session_expire(session)
        self.deliver(self.later + self.untold())
        self.clock()
        walk(gateways.get("stripe"))
        self.clock()

    # What happens

    def give(self):
        self.donor.send(often="monthly", **SARI)

    def pay(self):
        if session := self.some(s for s in self.box.sessions() if s["url"]):
            self.box.account.pay(session)

    def month(self, **how):
        if found := self.some_running():
            self.box.account.month_passes(found, **how)

    def miss(self):
        self.month(declined=True)

    def card(self):
        if found := self.some_running():
            self.box.account.card_change(found)

    def cancel(self):
        if found := self.some_running():
            self.box.account.subscription_cancel(found)

    def give_up(self):
        if found := self.some_running("past_due"):
            self.box.account.subscription_give_up(found)

    def stop(self):
        if promise := self.some(Subscription.objects.running()):
            self.wished.add(promise.pk)
            self.donor.client.post(f"{promise.get_absolute_url()}berhenti/")

    def look(self):
        for row in (*Donation.objects.all()[:2], *Subscription.objects.all()[:1]):
            assert self.donor.client.get(row.get_absolute_url()).status_code == 200

    def fees(self):
        self.box.release_fees()

    def clock(self):
        long_ago = timezone.now() - timedelta(days=2)
        Donation.objects.update(created_at=long_ago, checked_at=None)
        Subscription.objects.update(checked_at=None)
        tick(walking=False)

    def events(self):
        now, later = self.chaos.deliveries(self.untold())
        self.deliver(now + self.later)
        self.later = later

    def deliver(self, events):
        for event in events:
            self.donor.deliver(*self.box.signed(event))

    def untold(self):
        new = [e for e in self.box.store.of_kind("event") if e["id"] not in self.told]
        self.told.update(event["id"] for event in new)
        return new[::-1]

    def some_running(self, *states):
        states = states or ("active", "past_due")
        found = self.box.store.of_kind("subscription")
        return self.some(item for item in found if item["status"] in states)

    def some(self, found):
        found = list(found)
        return self.chance.choice(found) if found else None


def booked():
    lines = JournalLine.objects.filter(account__code="income:donations")
    return Counter(-line.amount_minor for line in lines)


@pytest.mark.parametrize("seed", range(6))
def test_the_books_hold_what_really_moved_and_who_stopped_is_stopped(donor, seed):
    world = World(seed, donor)
    world.live(40)
    paid = [
        item for item in donor.sandbox.store.of_kind("invoice") if item["amount_paid"]
    ]
    assert booked() == Counter(moved.gross for moved in movements(donor.sandbox.store))
    assert Donation.objects.filter(state="booked").count() == len(paid)
    assert not Donation.objects.exclude(problem="").exists()
    assert not verify("test")
    for promise in Subscription.objects.exclude(object_id=None):
        there = donor.sandbox.store.get(promise.object_id)
        assert promise.is_running == (there["status"] in ("active", "past_due"))
        assert promise.pk not in world.wished or not promise.is_running
