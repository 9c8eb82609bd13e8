"""What a donor can do with a gift that is not paid: pay otherwise, or not at all."""

from typing import cast

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from .. import gateways
from ..answers import SeeOther, private
from ..donors.status import lead_on, status_page
from ..gateways.qris import QrisGateway
from ..models import Donation
from ..qris_image import png
from ..services import donation_cancel, donation_switch
from .showing import is_open, other_ways


@login_not_required
@transaction.non_atomic_requests
@csrf_exempt  # as ``donors.status.pay``: the address is the secret
@require_POST
def switch(request: HttpRequest, token: str) -> HttpResponse:
    donation = get_object_or_404(Donation, token=token)
    wanted = request.POST.get("method", "")
    ways = {gateway.name: gateway for gateway in other_ways(donation)}
    if wanted not in ways:
        return status_page(request, donation, gone_words(), 422)
    return lead_on(request, donation, ways[wanted], donation_switch)


def gone_words() -> str:
    return _(
        "This gift cannot be paid that way. Choose one of the ways below; nothing has "
        "been charged."
    )


@login_not_required
@csrf_exempt  # as ``donors.status.pay``: the address is the secret
@require_POST
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    donation = get_object_or_404(Donation, token=token)
    donation_cancel(donation=donation)
    return private(SeeOther(donation.get_absolute_url()))


@login_not_required
@require_safe
def picture(request: HttpRequest, token: str) -> HttpResponse:
    """The QR code as a file: on one phone it goes by the gallery into the app."""
    donation = get_object_or_404(Donation, token=token, method=Donation.Method.QRIS)
    gateway = gateways.get(donation.method)
    if gateway is None or not is_open(donation):
        raise Http404
    name = f"qris-{int(donation.asked.major)}.png"
    text = cast(QrisGateway, gateway).text(donation)
    response = HttpResponse(png(text), content_type="image/png")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return private(response)
