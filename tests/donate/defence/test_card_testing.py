"""Twenty thousand attempts with stolen cards, and honest donors in between."""

from collections import Counter
from random import Random

import pytest
import requests
from django.test import RequestFactory

from donate import defence, gateways
from donate.forms import DonateForm
from donate.limits import TooMany
from donate.models import Donation
from donate.services import donation_start
from donate.webhooks import event_receive

from ..payments.donor import started

ATTEMPTS = 20_000


class Attacker:
    """Has forms, addresses and patience without end, and tries a card on each page.

    It meets the site where a valid form is let through or not; drawing 20,000 pages
    around the answer would only take long.
    """

    def __init__(self, page, sandbox):
        self.sandbox, self.answers = sandbox, Counter()
        self.chance = Random(20_000)
        self.gateway = gateways.get("stripe")
        typed = {"choice": "IDR-50000", "started": started()}
        presets = page.preset_amounts.all()
        self.form = DonateForm(typed, presets=presets, gateways=[self.gateway])
        assert self.form.is_valid()

    def attempt(self, number):
        """By turns one form, one address, one network, and all the world."""
        ways = (self.one_form, self.one_address, self.one_network, self.everywhere)
        address, self.form.start_kept = ways[number % 4](number)
        request = RequestFactory().post("/donasi/", REMOTE_ADDR=address)
        try:
            defence.attempt_admit(request, self.form)
        except (defence.CardsPaused, defence.FormRepeated, TooMany) as refused:
            self.answers[type(refused).__name__] += 1
        else:
            self.try_card()

    def one_form(self, number):
        return self.anywhere(number), "the same"

    def one_address(self, number):
        return "203.0.113.7", str(number)

    def one_network(self, number):
        return f"198.51.100.{number % 250}", str(number)

    def everywhere(self, number):
        return self.anywhere(number), str(number)

    def anywhere(self, number):
        return f"{number % 200 + 11}.{number // 200 % 200}.{number % 256}.9"

    def try_card(self):
        """The bank refuses four stolen cards of five; the service tells the site."""
        url = donation_start(
            gift=self.form.gift(), gateway=self.gateway, absolute="http://x{}".format
        )
        stolen_card_works = self.chance.random() < 0.2
        do, told = ("pay", "payment_intent.succeeded")
        if not stolen_card_works:
            do, told = ("decline", "payment_intent.payment_failed")
        requests.post(url, data={"do": do}, allow_redirects=False, timeout=9)
        body, signature = self.sandbox.signed(self.sandbox.events(told)[0])
        post = RequestFactory().post(
            "/", body, content_type="application/json",
            headers={"Stripe-Signature": signature},
        )  # fmt: skip
        assert event_receive(post, "stripe").status_code == 200


@pytest.fixture
def attacker(page, sandbox):
    return Attacker(page, sandbox)


def test_of_20000_attempts_at_most_50_reach_the_service(attacker, donor):
    for number in range(8):
        attacker.attempt(number)
    honest = donor.give()
    donor.pay()
    donor.look(honest)
    for number in range(8, ATTEMPTS):
        attacker.attempt(number)
    assert attacker.answers["FormRepeated"]
    assert honest.state == Donation.State.PAID
    assert len(attacker.sandbox.sessions()) <= 50
    assert len(attacker.sandbox.store.of_kind("charge")) <= 50
    assert attacker.answers["CardsPaused"] > ATTEMPTS * 0.9
    assert list(donor.client.get("/donasi/").context["form"].gateways) == [
        "bank_transfer"
    ]
