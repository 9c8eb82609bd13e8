"""One history: what donors, service and network do, drawn from a seed."""

from collections import Counter
from decimal import Decimal
from random import Random

from donate.sandbox.chaos import Chaos

from . import site
from .months import Months, Treasurer

AMOUNTS = [("IDR", 1_000_000), ("IDR", 5_000_000), ("IDR", 99_999_900), ("USD", 500)]
ABROAD = ("usd", Decimal("0.0000625"))


class World(Months, Treasurer):
    """``run`` carries out what the site has to do: here, or where it can be killed."""

    def __init__(self, seed, sandbox, run=None, run_together=None):
        self.seed, self.sandbox = seed, sandbox
        self.run = run or (lambda work, *given: work(*given))
        self.run_together = run_together or self.one_by_one
        self.chance = Random(f"world {seed}")
        self.chaos = sandbox.chaos = Chaos(seed)
        sandbox.faults.settle_in = ABROAD if self.chance.random() < 0.1 else None
        self.urls, self.later, self.stopped = [], [], set()
        self.told = {event["id"] for event in sandbox.store.of_kind("event")}
        self.did = Counter()

    def live(self, steps):
        """Begin with a gift, do what comes, and let it all come to rest."""
        self.begin()
        names, weights = zip(*STEPS.items(), strict=True)
        for name in self.chance.choices(names, weights, k=steps):
            self.did[name] += 1
            getattr(self, name)()
        self.rest()

    def rest(self):
        """The weather clears: what was delayed arrives, pages close, time passes."""
        self.chaos.calm()
        self.sandbox.release_fees()
        self.close_pages()
        self.deliver_these(self.chaos.shuffled(self.later + self.untold()))
        for _ in range(2):
            self.run(site.wait_and_tick)

    def close_pages(self):
        for session in self.sandbox.sessions():
            close(self.sandbox, session)

    # Donors

    def begin(self):
        currency, amount = self.chance.choice(self.amounts())
        self.led_to(self.run(site.begin, amount, currency))

    def amounts(self):
        return AMOUNTS[:3] if self.sandbox.faults.settle_in else AMOUNTS

    def press(self):
        self.led_to(self.run(site.press, self.number()))

    def come_back(self):
        self.run(site.come_back, self.number())

    def pay(self):
        if session := self.some_page():
            self.sandbox.account.pay(session)

    def decline(self):
        if session := self.some_page():
            self.sandbox.account.decline(session)

    def decline_then_pay(self):
        if session := self.some_page():
            self.sandbox.account.decline(session)
            self.sandbox.account.pay(session)

    def led_to(self, url):
        if url and "/pay/" in url:
            self.urls.append(url.rpartition("/")[2])

    def some_page(self):
        """A payment page that somebody was led to."""
        return self.urls and self.sandbox.store.get(self.chance.choice(self.urls))

    def number(self):
        return self.chance.randrange(50)

    # The service and the network

    def fee(self):
        """The fee of one payment becomes known, long after it or at once."""
        waiting = [
            charge
            for charge in self.sandbox.store.of_kind("charge")
            if charge["paid"] and not charge["balance_transaction"]
        ]
        if waiting:
            self.sandbox.account.settle(self.chance.choice(waiting))

    def refund(self):
        """The organisation gives all of a payment back, or a part of it."""
        charge = self.some("charge", paid=True, refunded=False)
        if charge and charge["id"] not in self.disputed():
            left = charge["amount"] - charge["amount_refunded"]
            amount = self.chance.choice([left, max(1, left // 3)])
            given = {"charge": charge["id"], "amount": amount}
            self.sandbox.account.refund_create(given)

    def refund_fail(self):
        """The donor's bank does not take it."""
        if refund := self.some("refund", status="succeeded"):
            self.sandbox.account.refund_fail(refund)

    def dispute(self):
        """The donor's bank takes a payment back, or a part, or only asks."""
        charge = self.some("charge", paid=True, refunded=False)
        if charge and charge["id"] not in self.disputed():
            amount = self.chance.choice([charge["amount"], charge["amount"] // 2])
            inquiry = self.chance.random() < 0.2
            self.sandbox.account.dispute_open(charge, amount, inquiry=inquiry)

    def dispute_end(self):
        if dispute := self.some("dispute", status="needs_response"):
            outcome = self.chance.choice(["won", "lost"])
            self.sandbox.account.dispute_close(dispute, outcome)

    def payout(self):
        """All that is there goes to the bank, as it does every few days."""
        sums = Counter()
        for moved in self.sandbox.store.of_kind("balance_transaction"):
            if moved["payout"] is None:
                sums[moved["currency"]] += moved["net"]
        if full := [currency for currency, total in sums.items() if total > 0]:
            self.sandbox.account.payout_automatic(self.chance.choice(sorted(full)))

    def payout_fail(self):
        if payout := self.some("payout", status="in_transit"):
            self.sandbox.account.payout_fail(payout)

    def disputed(self):
        return {each["charge"] for each in self.sandbox.store.of_kind("dispute")}

    def some(self, kind, **like):
        """One of the service's objects that are so; None if there is none."""
        found = [
            each
            for each in self.sandbox.store.of_kind(kind)
            if all(each[name] == value for name, value in like.items())
        ]
        return self.chance.choice(found) if found else None

    def expire(self):
        if session := self.some_page():
            close(self.sandbox, session)

    def events(self):
        now, later = self.chaos.deliveries(self.untold())
        self.later += later
        self.deliver_these(now)

    def old_events(self):
        late, self.later = self.later, []
        self.deliver_these(self.chaos.shuffled(late))

    def together(self):
        """Events, a donor and the clock at the same moment."""
        works = [(site.deliver, *self.signed(event)) for event in self.untold()[:2]]
        number = self.number()
        self.run_together(
            [*works, *works[:1], (site.come_back, number), (site.wait_and_tick,)]
        )

    def tick(self):
        self.run(site.wait_and_tick)

    def good_day(self):
        """All fees are known and nothing is on its way, for a moment."""
        self.sandbox.release_fees()
        self.events()
        self.tick()

    def untold(self):
        """Events the network has not been given yet, oldest first."""
        found = self.sandbox.store.of_kind("event")[::-1]
        new = [event for event in found if event["id"] not in self.told]
        self.told.update(event["id"] for event in new)
        return new

    def deliver_these(self, events):
        if events:
            self.run(site.deliver_all, [self.signed(event) for event in events])

    def signed(self, event):
        return self.sandbox.signed(event)

    def one_by_one(self, works):
        for work, *given in self.chaos.shuffled(works):
            self.run(work, *given)


def close(sandbox, session):
    if session["status"] == "open":
        sandbox.account.session_expire(session)


#: What may happen and how often. A method of World and a line here is all that a new
#: operation takes.
STEPS = {
    "begin": 4,
    "promise": 2,
    "press": 3,
    "come_back": 3,
    "pay": 10,
    "decline": 1,
    "decline_then_pay": 2,
    "month": 4,
    "month_missed": 1,
    "card": 1,
    "cancel": 1,
    "give_up": 1,
    "stop": 2,
    "fee": 5,
    "refund": 3,
    "refund_fail": 2,
    "give_back": 5,
    "dispute": 3,
    "dispute_end": 3,
    "payout": 3,
    "payout_fail": 2,
    "expire": 1,
    "events": 4,
    "old_events": 2,
    "together": 1,
    "tick": 2,
    "good_day": 4,
}
