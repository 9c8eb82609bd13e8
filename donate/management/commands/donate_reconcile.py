"""Finish what is open, walk the providers' accounts; exit 1 if anything is left."""

from datetime import datetime, time

from django.core.management.base import BaseCommand, CommandError
from django.utils.dateparse import parse_date

from donate import gateways
from donate.account_walk import walk
from donate.gateways.base import BalanceGateway, GatewayError
from donate.ledger.hashing import JAKARTA
from donate.money import Money
from donate.reconcile import tick


class Command(BaseCommand):
    help = (
        "Finish stored payment events, open payment pages and unbooked payments; then "
        "read the providers' accounts, book what is missing and compare balances."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--since",
            type=day,
            metavar="DATE",
            help="Read the accounts from this day on (YYYY-MM-DD, Jakarta); "
            "otherwise from three days before the last time.",
        )
        parser.add_argument("--provider", help="Only this one, for example stripe.")

    def handle(self, *, since=None, provider=None, **options):
        report = tick(walking=False)
        self.stdout.write(
            f"{report.events} events, {report.gifts} gifts looked into, "
            f"{report.erased} contacts erased, {report.failures} failures"
        )
        clean = [self.walk(gateway, since) for gateway in chosen(provider)]
        if report.failures or not all(clean):
            raise CommandError(
                "Something could not be finished or explained; see above and the log."
            )

    def walk(self, gateway, since):
        """Tell what one walk found; True if the books explain all of it."""
        try:
            found = walk(gateway, since)
        except GatewayError as problem:
            self.stderr.write(f"{gateway.name} does not answer: {problem}")
            return False
        self.stdout.write(
            f"{found.provider}: {found.seen} movements read, {found.booked} booked"
        )
        for balance in found.balances:
            self.stdout.write(f"{found.provider} holds {held(balance)}")
        for line in told(found):
            self.stderr.write(line)
        return found.clean


def day(text):
    found = parse_date(text)
    if found is None:
        raise ValueError(text)
    return datetime.combine(found, time.min, JAKARTA)


def chosen(provider):
    found = [g for g in gateways.available() if isinstance(g, BalanceGateway)]
    if provider is None:
        return found
    named = [gateway for gateway in found if gateway.name == provider]
    if not named:
        raise CommandError(f"No provider called {provider} is set up here.")
    return named


def told(found):
    for movement in found.unexplained:
        reason = movement.problem or "it waits for its gift since more than a day"
        yield (
            f"unexplained: {movement} {movement.type} {movement.net} on "
            f"{movement.occurred_at:%Y-%m-%d}: {reason}"
        )
    for balance in found.drifts:
        booked = Money(balance.booked_minor, balance.currency)
        yield f"drift: {found.provider} holds {held(balance)}, the books say {booked}"


def held(balance):
    return Money(balance.amount_minor, balance.currency)
