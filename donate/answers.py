"""Answers to donors that more than one of their pages gives."""

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import gateways, limits
from .gateways.base import GatewayError, GatewayFull


class SeeOther(HttpResponseRedirect):
    """After a form: go there with GET."""

    status_code = 303


def allow_leaving(response: HttpResponse) -> None:
    """Let the answer to a form lead to the payment page under a strict policy.

    Browsers hold ``form-action`` against redirects too. django-csp reads this
    attribute; a host with a policy of its own lists the origins there.
    """
    origins = [origin for service in gateways.hosted() for origin in service.origins]
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
    if isinstance(problem, GatewayFull):
        return " ".join(filter(None, (full_words(), free_words(problem))))
    return down_words()


def full_words() -> str:
    return _(
        "Very many gifts of about this amount are waiting to be paid, so that we might "
        "not tell yours apart. Nothing was charged. Choose another amount, or another "
        "way to pay."
    )


def free_words(problem: GatewayFull) -> str:
    if problem.free is None:
        return ""
    return _("%(amount)s is possible now.") % {"amount": problem.free}


def down_words() -> str:
    return _(
        "The payment service does not answer at the moment. Nothing was charged, and "
        "what you typed is still here. Please try again in a few minutes."
    )


def private(response: HttpResponse) -> HttpResponse:
    """Keep the secret address out of caches, search engines and other sites' logs."""
    patch_cache_control(response, no_store=True, private=True)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
