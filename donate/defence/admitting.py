"""One attempt to pay on its way to the payment service: let through, or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

from .. import conf, limits
from ..gateways.base import Gateway
from ..models import Donation, FormUse
from . import breaker, promises, replays

if TYPE_CHECKING:
    from ..forms import DonateForm


def attempt_admit(request: HttpRequest, form: DonateForm) -> FormUse:
    """Let a valid form begin one gift.

    CardsPaused, FormRepeated, TooMany or GatewayFull otherwise. What costs an
    attacker nothing to repeat is refused first, so that it counts towards no limit of
    anybody else.
    """
    breaker.check(form.gateway)
    use = replays.use_once(form)
    email_count(form.cleaned_data.get("email", ""))
    limits.attempt_count(request)
    promises.promise_admit(request, form.gateway, form.cleaned_data["amount"])
    return use


def attempt_again(request: HttpRequest, gateway: Gateway, donation: Donation) -> None:
    """Let a donor pay for a gift once more, or by another way."""
    breaker.check(gateway)
    limits.attempt_count(request)
    promises.promise_admit_again(request, gateway, donation)


def email_count(address: str) -> None:
    if address:
        limit, seconds = conf.get("LIMIT_EMAIL")
        limits.take(f"LIMIT_EMAIL:{address.strip().lower()}", limit, seconds)
