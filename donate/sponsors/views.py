"""Following an advertisement, saying that one was seen, and the sponsor's report."""

import csv
from collections.abc import Iterator

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from ..answers import private
from ..models import Sponsor, SponsorSlot
from .counting import click_count, view_count
from .figures import CLICKS, VIEWS, sponsor_report
from .showing import running_ids, today

LARGEST_ID = 2**63 - 1
HEADINGS = (_("Advertisement"), _("Place"), _("Date"), VIEWS, CLICKS)


@login_not_required
@require_safe
def go(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to the sponsor; nowhere but to the address in the database."""
    slot = get_object_or_404(SponsorSlot, pk=known(pk))
    if not slot.runs_on(today()):
        template = "prakerja_donate/sponsors/over.html"
        return unlisted(TemplateResponse(request, template, status=410))
    click_count(request, slot.pk)
    return unlisted(HttpResponseRedirect(slot.link))


def known(pk: int) -> int:
    if pk > LARGEST_ID:
        raise Http404
    return pk


def unlisted(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, no_store=True, private=True)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@login_not_required
# It changes nothing that belongs to anybody, and the pages that send it are kept for
# all and hold no token.
@csrf_exempt
@never_cache
@require_POST
def seen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take note of a view; the answer is the same whether it counts or not."""
    if pk in running_ids():
        view_count(request, pk)
    return HttpResponse(status=204)


@login_not_required
@require_safe
def report(request: HttpRequest, token: str) -> HttpResponse:
    sponsor = get_object_or_404(Sponsor, token=token)
    context = {"sponsor": sponsor, "reports": sponsor_report(sponsor)}
    template = "prakerja_donate/sponsors/report.html"
    return private(TemplateResponse(request, template, context))


@login_not_required
@require_safe
def report_csv(request: HttpRequest, token: str) -> HttpResponse:
    """Figures and words of this program only: nothing that a spreadsheet could run."""
    sponsor = get_object_or_404(Sponsor, token=token)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="iklan.csv"'
    writer = csv.writer(response)
    writer.writerow(HEADINGS)
    writer.writerows(report_rows(sponsor))
    return private(response)


def report_rows(sponsor: Sponsor) -> Iterator[list[object]]:
    for each in sponsor_report(sponsor):
        slot = each.slot
        for day in each.days:
            what = (slot.pk, slot.get_place_display(), day.day.isoformat())
            yield [*what, day.views, day.clicks]
