"""Send signed events to the webhook, again and again until it answers 2xx."""

import json
import logging
from http.client import HTTPException
from threading import Event, Thread
from urllib.request import ProxyHandler, Request, build_opener

from stripe import WebhookSignature

from .account import Account

logger = logging.getLogger(__name__)
PAUSES = [1, 2, 5, 15, 60, 300, 1800, 7200]
TICK = 0.05
OPENER = build_opener(ProxyHandler({}))


class Courier(Thread):
    """One background thread that does what is due: fees, expiry, deliveries."""

    def __init__(self, account: Account, webhook: str, secret: str):
        super().__init__(name="sandbox-courier", daemon=True)
        self.account, self.webhook, self.secret = account, webhook, secret
        self.stopped = Event()

    def run(self) -> None:
        while not self.stopped.wait(TICK):
            newest = self.account.faults.reorder
            while job := self.account.store.take(newest=newest):
                self.work(job)

    def stop(self) -> None:
        self.stopped.set()
        if self.is_alive():
            self.join(timeout=10)

    def work(self, job: dict) -> None:
        found = self.account.store.get(job["id"])
        if found is None:
            return
        if job["do"] == "settle":
            self.account.settle(found)
        elif job["do"] == "dispute":
            self.account.settle(found)
            self.account.dispute_open(found)
        elif job["do"] == "expire":
            self.account.session_close_if_late(found)
        elif job["do"] == "deliver" and self.webhook:
            self.deliver(found, job["tries"])

    def deliver(self, event: dict, tries: int) -> None:
        body, header = signed(event, self.secret)
        try:
            status = post(self.webhook, body, header)
        except (OSError, HTTPException) as problem:
            status = getattr(problem, "code", 0)
            logger.info("webhook %s: %s", event["type"], problem)
        if 200 <= status < 300:
            self.account.store.change(event, pending_webhooks=0)
        elif tries < len(PAUSES):
            self.account.store.plan("deliver", event["id"], PAUSES[tries], tries + 1)


def signed(
    event: dict, secret: str, *, timestamp: int | None = None
) -> tuple[bytes, str]:
    """Return body and ``Stripe-Signature`` header of one delivery."""
    body = json.dumps(event, indent=2)
    header = WebhookSignature.generate_signature_header(body, secret, timestamp)
    return body.encode(), header


def post(url: str, body: bytes, header: str) -> int:
    request = Request(  # noqa: S310  the address is the operator's own
        url,
        data=body,
        headers={
            "Content-Type": "application/json; charset=utf-8",
            "Stripe-Signature": header,
            "User-Agent": "donate.sandbox",
        },
    )
    with OPENER.open(request, timeout=20) as response:
        return int(response.status)
