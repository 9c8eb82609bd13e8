"""Reporting a problem, as learners see it."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from ..limits import TooMany, attempt_count
from ..links import Links
from .forms import ReportForm
from .services import report_receive, reportable


class SeeOther(HttpResponseRedirect):
    """After a form: go there with GET."""

    status_code = 303


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request, uid):
    # Django mails what was sent with a request that failed: not an address.
    request.sensitive_post_parameters = "__ALL__"
    page = public_page(uid)
    if request.method == "POST":
        return report_take(request, page, ReportForm(request.POST))
    form = ReportForm(initial={"kind": request.GET.get("jenis", "")})
    return form_page(request, page, form)


def public_page(uid):
    page = reportable(uid)
    if page is None:
        raise Http404
    return page


def report_take(request, page, form):
    if not form.is_valid():
        return form_page(request, page, form, status=422)
    answers = form.answers()
    try:
        attempt_count(request, "report", email=answers["contact"])
    except TooMany as problem:
        answer = form_page(request, page, form, status=429, problem=problem.text)
        answer.headers["Retry-After"] = str(problem.seconds)
        return answer
    report_receive(page=page, language=get_language(), **answers)
    return SeeOther(reverse("prakerja_courses:report_thanks", args=[page.uid]))


def form_page(request, page, form, *, status=200, problem=""):
    context = {
        "form": form,
        "problem": problem,
        "title": page.title,
        "url": Links.of(request).page(page),
    }
    template = "prakerja_courses/reports/report.html"
    answer = TemplateResponse(request, template, context, status=status)
    patch_cache_control(answer, no_store=True, private=True)
    return unlisted(answer)


@login_not_required
@require_safe
def thanks(request, uid):
    """Say what happens next, also when the page went offline in the meantime."""
    page = reportable(uid)
    context = {"url": page and Links.of(request).page(page)}
    template = "prakerja_courses/reports/thanks.html"
    return unlisted(TemplateResponse(request, template, context))


def unlisted(answer):
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
