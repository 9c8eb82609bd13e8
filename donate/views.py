"""Giving, seen from the outside: the form, the donor's private page, the webhook."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from . import defence, gateways, limits
from .amounts import preselected
from .defence.replays import use_led_to
from .defence.words import pause_words, repeated_words, rest_words
from .forms import DonateForm
from .gateways.base import Gateway, GatewayDown, GatewayError, GatewayFull
from .models import Book, DonatePage, Donation
from .money import Money
from .returning import returned_of
from .services import donation_pay, donation_start, settle
from .waiting.showing import waiting_context
from .webhooks import event_receive

RECEIVED = (Donation.State.PAID, Donation.State.BOOKED)
ASKS_A_MINUTE = 20


class SeeOther(HttpResponseRedirect):
    """After a form: go there with GET."""

    status_code = 303


# The page with the form


def donate_page(request: HttpRequest, page: DonatePage) -> HttpResponse:
    # Django mails what was sent with a request that failed: not name and address.
    request.sensitive_post_parameters = "__ALL__"  # type: ignore[attr-defined]
    services = gateways.available()
    if request.method == "POST" and services:
        form = donate_form(page, services, data=request.POST)
        return gift_take(request, page, form)
    return form_page(request, page)


def donate_form(page: DonatePage, services: list[Gateway], **kwargs: Any) -> DonateForm:
    return DonateForm(presets=page.preset_amounts.all(), gateways=services, **kwargs)


def gift_take(request: HttpRequest, page: DonatePage, form: DonateForm) -> HttpResponse:
    if not form.is_valid():
        return form_page(request, page, form=form, status=422)
    try:
        use = defence.attempt_admit(request, form)
        url = donation_start(
            gift=form.gift(),
            gateway=form.gateway,
            absolute=request.build_absolute_uri,
        )
    except defence.CardsPaused:
        return form_page(request, page, other_ways(request, page), 503)
    except defence.FormRepeated as again:
        if again.target:
            return SeeOther(again.target)
        return form_page(request, page, form, 409, repeated_words(again.changed))
    except limits.TooMany as problem:
        return too_many(
            form_page(request, page, form, 429, wait_words(problem)), problem
        )
    except GatewayError as problem:
        return form_page(request, page, form, 503, problem_words(problem))
    use_led_to(use, url)
    return SeeOther(url)


def other_ways(request: HttpRequest, page: DonatePage) -> DonateForm | None:
    """The form with all that was typed, but for the way that rests."""
    services = defence.open_services(gateways.available())
    typed = request.POST.copy()
    typed.pop("method", None)
    return donate_form(page, services, data=typed) if services else None


def form_page(
    request: HttpRequest,
    page: DonatePage,
    form: DonateForm | None = None,
    status: int = 200,
    problem: str = "",
) -> HttpResponse:
    context = page.get_context(request, form=form, problem=problem)
    response = TemplateResponse(
        request, page.get_template(request), context, status=status
    )
    if context["form"] is not None:
        patch_cache_control(response, no_store=True, private=True)
        allow_leaving(response)
    return response


def page_context(
    request: HttpRequest, page: DonatePage, form: DonateForm | None, problem: str
) -> dict[str, Any]:
    every = gateways.available()
    services = defence.open_services(every)
    if form is None and services:
        form = donate_form(page, services, currency=request.GET.get("valuta", ""))
        form.initial = preselected(
            request.GET.get("nominal", ""), form.presets, form.chosen.code
        )
    return {
        "form": form,
        "problem": problem or rest_words(page, every, services),
        "test_mode": not any(service.livemode for service in every),
        "goal": Money.of(page.goal_amount, "IDR") if page.goal_amount else None,
        **without_form(page, services),
    }


def without_form(page: DonatePage, services: list[Gateway]) -> dict[str, Any]:
    """Return what is shown as it is, since the form does not offer it."""
    offered = {service.name for service in services}
    accounts = page.transfer_accounts.all()
    return {
        "transfer_accounts": [] if "bank_transfer" in offered else accounts,
        "qris_image": None if "qris" in offered else page.qris_image,
    }


def allow_leaving(response: HttpResponse) -> None:
    """Let the answer to a form lead to the payment page under a strict policy.

    Browsers hold ``form-action`` against redirects too. django-csp reads this
    attribute; a host with a policy of its own lists the origins there.
    """
    origins = [origin for service in gateways.available() for origin in service.origins]
    response._csp_update = {"form-action": origins}  # type: ignore[attr-defined]


def too_many(response: HttpResponse, problem: limits.TooMany) -> HttpResponse:
    response.headers["Retry-After"] = str(problem.seconds)
    return response


def wait_words(problem: limits.TooMany) -> str:
    minutes = problem.seconds // 60 + 1
    return ngettext(
        "Many payments were begun from your network in a short time. Nothing was "
        "charged. Wait %(minutes)s minute and send the form once more.",
        "Many payments were begun from your network in a short time. Nothing was "
        "charged. Wait %(minutes)s minutes and send the form once more.",
        minutes,
    ) % {"minutes": minutes}


def problem_words(problem: GatewayError) -> str:
    return full_words() if isinstance(problem, GatewayFull) else down_words()


def full_words() -> str:
    return _(
        "Very many gifts of this amount are waiting at the moment, so that we could "
        "not tell yours apart. Nothing was charged. Choose another amount, for example "
        "a thousand rupiah more, or another way to pay."
    )


def down_words() -> str:
    return _(
        "The payment service does not answer at the moment. Nothing was charged, and "
        "what you typed is still here. Please try again in a few minutes."
    )


# The donor's private page


def private(response: HttpResponse) -> HttpResponse:
    """Keep the secret address out of caches, search engines and other sites' logs."""
    patch_cache_control(response, no_store=True, private=True)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


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
    try:
        gateway = gateways.get(donation.method)
        if gateway is None:
            raise GatewayDown("not set up")
        defence.attempt_again(request, gateway)
        url = donation_pay(
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
    page = DonatePage.objects.live().order_by("pk").first()
    page = page and page.localized
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


# What payment services send


@login_not_required
@transaction.non_atomic_requests
@csrf_exempt
@require_POST
def webhook(request: HttpRequest, provider: str) -> HttpResponse:
    return event_receive(request, provider)
