"""Finish what was left open: stored events, unpaid pages, payments without a fee."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from . import conf, gateways
from .account_walk import walk, walk_due
from .approving.deciding import refused_forget
from .bank.keeping import bank_tick
from .defence.replays import uses_prune
from .defence.telling import pauses_tell
from .donors.retiring import contacts_retire
from .gateways.base import BalanceGateway, Gateway, GatewayDown
from .holding import transfers_tidy
from .ledger.proofs import kept_prune
from .letters.sending import letters_send
from .limits import buckets_prune
from .models import Book, Donation, DonorContact, ProviderEvent
from .monthly.finishing import promises_settle
from .refunds.sending import refunds_finish
from .services import settle
from .webhooks import LAST_ATTEMPT, OPEN_STATES, event_process, finish, is_due

logger = logging.getLogger(__name__)
BATCH = 200
SOON, LATER = timedelta(minutes=10), timedelta(hours=6)
YOUNG = timedelta(days=1)
UNFINISHED = (Donation.State.CREATED, Donation.State.PENDING, Donation.State.PAID)
UNPAID = (Donation.State.CREATED, Donation.State.FAILED, Donation.State.EXPIRED)


@dataclass
class Report:
    """What one run did."""

    events: int = 0
    gifts: int = 0
    failures: int = 0
    erased: int = 0


def tick(*, walking: bool = True) -> Report:
    """Do what is due; safe to run twice, at once, and beside the webhooks."""
    report = Report()
    for gateway in gateways.available():
        try:
            events_finish(gateway, report)
            gifts_settle(gateway, report)
            promises_look(gateway, report)
            if walking:
                account_walk(gateway, report)
        except GatewayDown as problem:
            unanswered(gateway, problem, report)
    report.failures += refunds_finish()
    transfers_tidy()
    buckets_prune()
    uses_prune()
    pauses_tell()
    report.erased = contacts_erase() + contacts_retire()
    letters_send()
    kept_prune()
    refused_forget()
    bank_tick()
    return report


def unanswered(gateway: Gateway, problem: GatewayDown, report: Report) -> None:
    logger.warning("%s does not answer: %s", gateway.name, problem)
    report.failures += 1


def promises_look(gateway: Gateway, report: Report) -> None:
    """A key may be allowed to read the account and not to stop a promise."""
    try:
        report.failures += promises_settle(gateway)
    except GatewayDown as problem:
        unanswered(gateway, problem, report)


def account_walk(gateway: Gateway, report: Report) -> None:
    """Whatever a provider's account holds, it does not stop what comes after."""
    if not isinstance(gateway, BalanceGateway) or not walk_due(gateway):
        return
    try:
        report.failures += walk(gateway).failures
    except GatewayDown:
        raise
    except Exception:
        logger.exception("account at %s", gateway.name)
        report.failures += 1


def events_finish(gateway: Gateway, report: Report) -> None:
    """What cannot be finished, for whatever reason, does not hold up the others."""
    waiting = ProviderEvent.objects.filter(
        provider=gateway.name,
        livemode=gateway.livemode,
        state__in=OPEN_STATES,
        attempts__lt=LAST_ATTEMPT,
    ).order_by("received_at")
    for event in islice(filter(is_due, waiting), BATCH):
        try:
            event_process(event, gateway)
        except GatewayDown:
            raise
        except Exception as problem:
            logger.exception("event %s", event.event_id)
            finish(event, ProviderEvent.State.FAILED, type(problem).__name__)
        event.refresh_from_db()
        report.events += 1
        report.failures += event.state == ProviderEvent.State.FAILED


def gifts_settle(gateway: Gateway, report: Report) -> None:
    """One strange gift does not stop the others."""
    for donation in gifts_due(gateway):
        try:
            settle(donation)
        except GatewayDown:
            turn_end(donation)
            raise
        except Exception:
            logger.exception("donation %s", donation.public_id)
            turn_end(donation)
            report.failures += 1
        else:
            report.gifts += 1


def turn_end(donation: Donation) -> None:
    """Let the others go first next time."""
    Donation.objects.filter(pk=donation.pk).update(checked_at=timezone.now())


def gifts_due(gateway: Gateway) -> Iterable[Donation]:
    """The longest unasked first; an old gift is asked about less often."""
    now = timezone.now()
    young = Q(created_at__gte=now - YOUNG)
    recently = (
        Q(checked_at__gt=now - SOON) & young | Q(checked_at__gt=now - LATER) & ~young
    )
    donations: QuerySet[Donation] = Donation.objects.filter(
        method=gateway.name,
        book=Book.Name.LIVE if gateway.livemode else Book.Name.TEST,
        state__in=UNFINISHED,
        created_at__lt=now - timedelta(minutes=2),
    )
    return donations.exclude(recently).order_by(
        F("checked_at").asc(nulls_first=True), "pk"
    )[:BATCH]


def contacts_erase() -> int:
    """Forget who meant to give and did not; nobody needs their address any more.

    Also where the service was never heard of again. A problem waits for a person, who
    may have to write to the donor.
    """
    limit = timezone.now() - timedelta(days=conf.get("UNPAID_CONTACT_DAYS"))
    _, deleted = DonorContact.objects.filter(
        donation__state__in=UNPAID, donation__created_at__lt=limit, donation__problem=""
    ).delete()
    return deleted.get(DonorContact._meta.label, 0)
