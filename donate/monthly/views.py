"""The private page of a monthly gift: what it gave, and how it stops.

The address is the secret that lets one in, so no form here needs more proof.
"""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from .. import limits
from ..answers import SeeOther, private, too_many, wait_words
from ..gateways.base import GatewayError
from ..models import Subscription
from ..services import promise_settle, promise_stop
from ..services.monthly import monthly_gateway
from .showing import card_origins, monthly_context

ASKS_A_MINUTE = 20
CARD_PAGES = (10, 600)


@login_not_required
@transaction.non_atomic_requests
@require_safe
def monthly(request: HttpRequest, token: str) -> HttpResponse:
    subscription = get_object_or_404(Subscription, token=token)
    problem = ""
    if not subscription.ended_at:
        try:
            limits.take(f"monthly:{subscription.pk}", ASKS_A_MINUTE, 60)
            subscription = promise_settle(subscription, hurried=True)
        except limits.TooMany:
            pass  # the state of a moment ago is shown
        except GatewayError:
            problem = behind_words(subscription)
    return page(request, subscription, problem)


def behind_words(subscription: Subscription) -> str:
    if subscription.stop_asked_at:
        return ""
    return _(
        "The payment service does not answer at the moment, so this page may be "
        "behind. Look again in a few minutes."
    )


def page(
    request: HttpRequest,
    subscription: Subscription,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {"problem": problem, **monthly_context(subscription)}
    response = shown(request, "page", subscription, status, **context)
    origins = card_origins(subscription)
    response._csp_update = {"form-action": origins}  # type: ignore[attr-defined]
    return response


def shown(
    request: HttpRequest,
    name: str,
    subscription: Subscription,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    template = f"prakerja_donate/monthly/{name}.html"
    context = {"subscription": subscription, **context}
    return private(TemplateResponse(request, template, context, status=status))


def at(name: str, subscription: Subscription) -> str:
    """An address in the language in which the page is being read."""
    return reverse(f"prakerja_donate:{name}", args=[subscription.token])


@login_not_required
@transaction.non_atomic_requests
@csrf_exempt  # as ``views.pay``: the address is the secret
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    subscription = get_object_or_404(Subscription, token=token)
    if not subscription.is_running:
        return private(SeeOther(at("monthly", subscription)))
    if request.method != "POST":
        return shown(request, "stop", subscription)
    try:
        promise_stop(subscription=subscription)
    except GatewayError:
        subscription.refresh_from_db()
        return page(request, subscription, status=503)
    return private(SeeOther(at("monthly", subscription)))


@login_not_required
@transaction.non_atomic_requests
@csrf_exempt  # as ``views.pay``: the address is the secret
@require_POST
def card(request: HttpRequest, token: str) -> HttpResponse:
    """Lead to the service's own page for cards, which it opens for this donor only."""
    subscription = get_object_or_404(Subscription, token=token)
    if not subscription.is_going_on:
        return private(SeeOther(at("monthly", subscription)))
    back = request.build_absolute_uri(at("monthly", subscription))
    try:
        limits.take(f"portal:{subscription.pk}", *CARD_PAGES)
        gateway = monthly_gateway(subscription)
        url = gateway.portal_create(
            str(subscription.object_id), back, get_language() or subscription.language
        )
    except limits.TooMany as problem:
        return too_many(page(request, subscription, wait_words(problem), 429), problem)
    except GatewayError:
        return page(request, subscription, no_card_words(), 503)
    return private(SeeOther(url))


def no_card_words() -> str:
    return _(
        "The payment service does not answer at the moment, so the card cannot be "
        "changed now. Please try again in a few minutes."
    )
