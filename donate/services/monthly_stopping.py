"""Stopping a monthly gift: what the donor wants is kept first, then the service told.

If it does not answer, ``tick`` goes on telling it; the donor need not ask again.
"""

from functools import partial

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from ..models import Donation, Subscription
from .monthly import promise_settle


def promise_stop(*, subscription: Subscription) -> Subscription:
    """Stop it here and at the service, at once; GatewayError leaves it to ``tick``."""
    stop_ask(subscription)
    subscription.refresh_from_db()
    return promise_settle(subscription)


def stop_ask(subscription: Subscription) -> None:
    Subscription.objects.filter(pk=subscription.pk, stop_asked_at=None).update(
        stop_asked_at=timezone.now()
    )


def promise_forget(donation: Donation) -> list[Donation]:
    """Stop the promise a gift is of; return its other gifts, which go the same way."""
    subscription = donation.subscription
    if subscription is None:
        return []
    promise_end(Subscription.objects.locked(subscription))
    return list(subscription.gifts.exclude(pk=donation.pk).order_by("pk"))


def unwanted_stop(donation: Donation) -> None:
    """The card's owner says it was never theirs to give: charge it no more."""
    if donation.subscription is not None:
        promise_end(donation.subscription)


@transaction.atomic
def promise_end(subscription: Subscription) -> None:
    """Ask it to stop, and let the service be told after the commit."""
    stop_ask(subscription)
    transaction.on_commit(partial(stop_work.enqueue, subscription.pk), robust=True)


@task()
def stop_work(subscription_pk: int) -> None:
    promise_stop(subscription=Subscription.objects.get(pk=subscription_pk))
