"""What a donor, and the payment service, do to the site from outside."""

import time

import requests
from django.core.signing import TimestampSigner, b62_encode
from django.utils.crypto import get_random_string

from donate.models import Donation


class OldSigner(TimestampSigner):
    """Signs as if some seconds ago."""

    age = 0

    def timestamp(self):
        return b62_encode(int(time.time()) - self.age)


def started(age=60):
    signer = OldSigner(salt="donate.form")
    signer.age = age
    return signer.sign(get_random_string(12))


class Donor:
    def __init__(self, client, sandbox):
        self.client, self.sandbox = client, sandbox

    def send(self, **typed):
        """Send the form; IDR 50.000 unless something else is typed."""
        typed.setdefault("choice", "IDR-50000")
        typed.setdefault("started", started())
        return self.client.post("/donasi/", typed)

    def give(self, **typed):
        """Send the form and come to the payment page; return the gift."""
        answer = self.send(**typed)
        assert answer.status_code == 303, answer.content.decode()
        return Donation.objects.latest("pk")

    def pay(self, do="pay"):
        """Press a button on the newest payment page; return where it leads."""
        url = self.sandbox.sessions()[0]["url"]
        answer = requests.post(url, data={"do": do}, allow_redirects=False, timeout=10)
        return answer.headers.get("Location", "")

    def look(self, donation):
        """Open the private page; return it and the gift as it is then."""
        answer = self.client.get(donation.get_absolute_url())
        donation.refresh_from_db()
        return answer

    def tell(self, kind, times=1):
        """Deliver the newest event of a kind to the webhook; return the answers."""
        event = self.sandbox.events(kind)[0]
        return [self.deliver(*self.sandbox.signed(event)) for _ in range(times)]

    def deliver(self, body, signature):
        return self.client.post(
            "/donasi/webhook/stripe/",
            body,
            content_type="application/json",
            headers={"Stripe-Signature": signature},
        )
