"""Events of payment services: proven, stored, then looked into."""

import logging
from contextlib import suppress
from datetime import timedelta

from django.core.exceptions import RequestDataTooBig
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django_tasks import task

from . import conf, gateways
from .gateways.base import (
    EventFact,
    EventRejected,
    Gateway,
    GatewayDown,
    GatewayError,
)
from .models import ProviderEvent
from .services import event_settle

logger = logging.getLogger(__name__)
OPEN_STATES = (ProviderEvent.State.RECEIVED, ProviderEvent.State.FAILED)
SLOWEST = timedelta(hours=12)
LAST_ATTEMPT = 40


class TooLarge(EventRejected):
    """A body no service sends."""


def event_receive(request: HttpRequest, provider: str) -> HttpResponse:
    """Answer 2xx once the event is stored; from then on it is ours to finish.

    The work is a task: where the host has a queue, the service need not wait while it
    is asked about the payment. What a task does not finish, ``tick`` does.
    """
    gateway = gateways.get(provider, hurried=True)
    if gateway is None:
        return answer("not set up", 404)
    try:
        fact = gateway.event_read(body_of(request), request.headers)
    except TooLarge:
        return answer("too large", 413)
    except EventRejected as problem:
        logger.warning("refused an event for %s: %s", provider, problem)
        return answer("refused", 400)
    if fact.livemode != gateway.livemode:
        logger.error("refused event %s of the other mode", fact.id)
        return answer("wrong mode", 400)
    event = event_store(fact, gateway)
    if event.state in OPEN_STATES:
        event_work.enqueue(event.pk)
    return answer("stored", 200)


def answer(text: str, status: int) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain")


def body_of(request: HttpRequest) -> bytes:
    largest = conf.get("WEBHOOK_MAX_BYTES")
    announced = request.META.get("CONTENT_LENGTH") or "0"
    if not announced.isdecimal() or int(announced) > largest:
        raise TooLarge
    try:
        body = request.body
    except RequestDataTooBig as problem:
        raise TooLarge from problem
    if len(body) > largest:
        raise TooLarge
    return body


def event_store(fact: EventFact, gateway: Gateway) -> ProviderEvent:
    """Keep one row for an event, however often it is told."""
    state = ProviderEvent.State
    event, _ = ProviderEvent.objects.get_or_create(
        provider=gateway.name,
        livemode=fact.livemode,
        event_id=fact.id,
        defaults={
            "type": fact.type[:80],
            "api_version": fact.api_version[:40],
            "object_id": fact.object_id[:120],
            "state": state.RECEIVED if fact.handled else state.IGNORED,
        },
    )
    return event


@task()
def event_work(event_pk: int) -> None:
    event = ProviderEvent.objects.filter(pk=event_pk, state__in=OPEN_STATES).first()
    gateway = event and gateways.get(event.provider, hurried=True)
    if event and gateway:
        with suppress(GatewayDown):  # noted on the event
            event_process(event, gateway)


def event_process(event: ProviderEvent, gateway: Gateway) -> None:
    """Settle what the event is about; what fails is noted and tried again later.

    GatewayDown goes on to the caller, who may want to stop asking for now.
    """
    try:
        is_ours = event_settle(event, gateway)
    except GatewayError as problem:
        logger.warning("event %s: %s", event.event_id, problem)
        finish(event, ProviderEvent.State.FAILED, str(problem))
        if isinstance(problem, GatewayDown):
            raise
    else:
        state = ProviderEvent.State
        finish(event, state.DONE if is_ours else state.IGNORED)


def finish(event: ProviderEvent, state: str, error: str = "") -> None:
    """Write the outcome, but never over the success of another process."""
    ProviderEvent.objects.filter(pk=event.pk, state__in=OPEN_STATES).update(
        state=state,
        error=error[:300],
        processed_at=timezone.now(),
        attempts=F("attempts") + 1,
    )


def is_due(event: ProviderEvent) -> bool:
    """Wait twice as long after every failure."""
    if event.processed_at is None:
        return True
    pause = min(timedelta(minutes=2 ** min(event.attempts, 12)), SLOWEST)
    return event.processed_at + pause <= timezone.now()
