"""The donor's private page: what became of a gift, and paying it once more."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from .. import defence, gateways, limits
from ..answers import (
    SeeOther,
    allow_leaving,
    down_words,
    private,
    problem_words,
    too_many,
    wait_words,
)
from ..defence.words import pause_words
from ..gateways.base import Gateway, GatewayError
from ..models import Book, DonatePage, Donation
from ..money import Money
from ..returning import returned_of
from ..services import donation_pay, settle
from ..waiting.showing import waiting_context

RECEIVED = (Donation.State.PAID, Donation.State.BOOKED)
ASKS_A_MINUTE = 20


@login_not_required
@transaction.non_atomic_requests
@require_safe
def status(request: HttpRequest, token: str) -> HttpResponse:
    donation = get_object_or_404(Donation, token=token)
    problem = ""
    if donation.state != Donation.State.BOOKED:
        try:
            limits.take(f"status:{donation.pk}", ASKS_A_MINUTE, 60)
            donation = settle(donation, hurried=True)
        except limits.TooMany:
            pass  # the state of a moment ago is shown
        except GatewayError:
            problem = ask_words(donation)
    return status_page(request, donation, problem=problem)


def ask_words(donation: Donation) -> str:
    if donation.state in RECEIVED or donation.unique_code:
        return ""
    return _(
        "The payment service does not answer at the moment, so this page may be "
        "behind. If you have paid, you need not do anything: your gift is not lost. "
        "Look again in a few minutes."
    )


@login_not_required
@transaction.non_atomic_requests
# The address is the secret: nobody else can send this form, and the page that holds
# it sends no Referer or Origin for Django to compare.
@csrf_exempt
@require_POST
def pay(request: HttpRequest, token: str) -> HttpResponse:
    donation = get_object_or_404(Donation, token=token)
    gateway = gateways.get(donation.method)
    if gateway is None:
        return status_page(request, donation, down_words(), 503)
    return lead_on(request, donation, gateway, donation_pay)


def lead_on(
    request: HttpRequest,
    donation: Donation,
    gateway: Gateway,
    service: Callable[..., str],
) -> HttpResponse:
    """Lead to where ``service`` says that the gift is paid, or say why not now."""
    try:
        defence.attempt_again(request, gateway, donation)
        url = service(
            donation=donation, gateway=gateway, absolute=request.build_absolute_uri
        )
    except defence.CardsPaused as problem:
        return status_page(request, donation, pause_words(problem.until), 503)
    except limits.TooMany as problem:
        page = status_page(request, donation, wait_words(problem), 429)
        return too_many(page, problem)
    except GatewayError as problem:
        return status_page(request, donation, problem_words(problem), 503)
    return private(SeeOther(url))


def status_page(
    request: HttpRequest, donation: Donation, problem: str = "", status: int = 200
) -> HttpResponse:
    received = donation.state in RECEIVED
    page = DonatePage.known()
    context = {
        "donation": donation,
        "amount": donation.asked if received else chosen_amount(donation),
        "donate_page": page,
        "transparency_page": page and page.get_children().live().first(),
        "problem": problem,
        "received": received,
        "returned": returned_of(donation),
        "in_doubt": bool(donation.problem) and not received,
        "test_mode": donation.book_id == Book.Name.TEST,
        "cancelled": "batal" in request.GET,
        **waiting_context(donation),
    }
    response = TemplateResponse(
        request, "prakerja_donate/status.html", context, status=status
    )
    allow_leaving(response)
    return private(response)


def chosen_amount(donation: Donation) -> Money:
    return Money(donation.amount_minor, donation.currency)
