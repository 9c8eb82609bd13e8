"""What happens to monthly gifts: at the payment service, and at the site."""

import uuid

from . import site


class Months:
    """The part of a world in which donors promise, pay month by month and stop."""

    def promise(self):
        currency, amount = self.chance.choice(self.amounts())
        self.led_to(self.run(site.begin_monthly, amount, currency))

    def month(self, **how):
        if promise := self.some_promise("active", "past_due"):
            self.sandbox.account.month_passes(promise, **how)

    def month_missed(self):
        self.month(declined=True)

    def card(self):
        """The donor changes the card: what is open is charged."""
        if promise := self.some_promise("active", "past_due"):
            self.sandbox.account.card_change(promise)

    def cancel(self):
        """Somebody ends it at the service itself."""
        if promise := self.some_promise("active", "past_due"):
            self.sandbox.account.subscription_cancel(promise)

    def give_up(self):
        """The service has tried often enough."""
        if promise := self.some_promise("past_due"):
            self.sandbox.account.subscription_give_up(promise)

    def stop(self):
        if name := self.run(site.stop, self.number()):
            self.stopped.add(name)

    def some_promise(self, *states):
        found = [
            each
            for each in self.sandbox.store.of_kind("subscription")
            if each["status"] in states
        ]
        return self.chance.choice(found) if found else None


class Treasurer:
    """The part of a world in which money is given back from the admin."""

    def give_back(self):
        name = str(uuid.UUID(int=self.chance.getrandbits(128)))
        asked = (site.give_back, self.number(), self.chance.choice([1, 1, 3]), name)
        for _ in range(self.chance.choice([1, 1, 2])):  # the form may come twice
            self.run(*asked)
