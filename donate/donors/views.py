"""The donor's own pages behind the private address: receipt, data, erasing.

The address is the secret that lets one in, so no form here needs more proof.
"""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from ..answers import SeeOther, private
from ..models import Book, Donation, DonorConsent, DonorContact, Organisation
from ..services import donor_erase, newsletter_stop, wishes_change
from .forms import DonorForm, EraseForm, known_of
from .newsletter import contact_of
from .receipts import receipt_of
from .sending_again import TooOften, letter_again


def page(
    request: HttpRequest,
    name: str,
    donation: Donation | None,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    # Django mails what was sent with a request that failed: not name and address.
    request.sensitive_post_parameters = "__ALL__"  # type: ignore[attr-defined]
    template = f"prakerja_donate/donors/{name}.html"
    context = {"donation": donation, "test_mode": is_trial(donation), **context}
    return private(TemplateResponse(request, template, context, status=status))


def is_trial(donation: Donation | None) -> bool:
    return donation is not None and donation.book_id == Book.Name.TEST


def at(name: str, donation: Donation) -> str:
    """An address in the language in which the page is being read."""
    return reverse(f"prakerja_donate:{name}", args=[donation.token])


@login_not_required
@require_safe
def receipt(request: HttpRequest, token: str) -> HttpResponse:
    donation = get_object_or_404(Donation, token=token)
    if not donation.receipt_number:
        return private(redirect(at("status", donation)))
    return receipt_page(request, donation)


def receipt_page(
    request: HttpRequest, donation: Donation, problem: str = "", status: int = 200
) -> HttpResponse:
    return page(
        request,
        "receipt",
        donation,
        status,
        receipt=receipt_of(donation),
        contact=DonorContact.objects.filter(donation=donation).first(),
        organisation=Organisation.known(request),
        problem=problem,
        is_on_its_way="terkirim" in request.GET and not problem,
    )


@login_not_required
@csrf_exempt
@require_POST
def receipt_send(request: HttpRequest, token: str) -> HttpResponse:
    donation = get_object_or_404(Donation, token=token)
    if not donation.receipt_number:
        return private(SeeOther(at("status", donation)))
    try:
        letter = letter_again(donation)
    except TooOften:
        words = _(
            "The receipt was sent several times already. Look in the folder for "
            "unwanted mail, or save this page: it is the same receipt."
        )
        return receipt_page(request, donation, words, 429)
    if letter is None:
        words = _(
            "We have no e-mail address of yours. Add one on the page “Your data”."
        )
        return receipt_page(request, donation, words, 422)
    return private(SeeOther(f"{at('receipt', donation)}?terkirim=1"))


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def donor(request: HttpRequest, token: str) -> HttpResponse:
    donation = get_object_or_404(Donation, token=token)
    sent = request.POST if request.method == "POST" else None
    form = DonorForm(sent, initial=known_of(donation))
    if form.is_bound and form.is_valid():
        wishes_change(donation=donation, wishes=form.wishes())
        return private(SeeOther(f"{at('donor', donation)}?tersimpan=1"))
    return page(
        request,
        "donor",
        donation,
        422 if form.errors else 200,
        form=form,
        consents=DonorConsent.objects.filter(contact__donation=donation).order_by("pk"),
        is_saved="tersimpan" in request.GET and not form.is_bound,
    )


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, token: str) -> HttpResponse:
    donation = get_object_or_404(Donation, token=token)
    form = EraseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        donor_erase(donation=donation)
        return private(SeeOther(f"{at('erase', donation)}?terhapus=1"))
    # Who typed nothing may still be named by the bank: then there is something, too.
    typed = DonorContact.objects.filter(donation=donation).exists()
    is_known = typed or "terhapus" not in request.GET
    status = 422 if form.errors else 200
    return page(request, "erase", donation, status, form=form, is_known=is_known)


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def newsletter_end(request: HttpRequest, key: str) -> HttpResponse:
    """Where a newsletter's own link leads: one button, also for mail programs."""
    try:
        contact = contact_of(key)
    except signing.BadSignature as problem:
        raise Http404 from problem
    if request.method == "POST" and contact is not None:
        newsletter_stop(contact=contact)
        return private(SeeOther(request.path))
    open_consents = DonorConsent.objects.open().filter(
        contact=contact, purpose=DonorConsent.Purpose.NEWSLETTER
    )
    gets_it = contact is not None and open_consents.exists()
    return page(request, "newsletter", None, gets_it=gets_it)
