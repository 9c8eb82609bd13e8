"""Giving, seen from the outside: the form, and what payment services send."""

from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control
from django.utils.functional import SimpleLazyObject
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from . import defence, gateways, limits
from .amounts import preselected
from .answers import SeeOther, allow_leaving, problem_words, too_many, wait_words
from .defence.replays import use_led_to
from .defence.words import repeated_words, rest_words
from .forms import DonateForm
from .gateways.base import Gateway, GatewayError
from .ledger.books import active_book
from .ledger.statements import statement
from .models import DonatePage
from .money import Money
from .services import donation_start
from .webhooks import event_receive

# The page with the form


def donate_page(request: HttpRequest, page: DonatePage) -> HttpResponse:
    # Django mails what was sent with a request that failed: not name and address.
    request.sensitive_post_parameters = "__ALL__"  # type: ignore[attr-defined]
    if request.method == "POST" and (services := gateways.available()):
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
        "statement": SimpleLazyObject(partial(statement, active_book())),
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


# What payment services send


@login_not_required
@transaction.non_atomic_requests
@csrf_exempt
@require_POST
def webhook(request: HttpRequest, provider: str) -> HttpResponse:
    return event_receive(request, provider)
