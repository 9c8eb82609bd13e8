"""Handing in a module: three doors, a form behind each, a look at a pasted link."""

from contextlib import suppress
from functools import partial

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_safe,
)

from ..blocks import PROVIDER_NAMES
from ..limits import TooMany, attempt_count
from ..links import Links
from ..media.providers import recognise
from ..models import Submission
from . import services
from .addresses import public_address
from .answering import SeeOther, kept_secret, takes_files, too_many, unkept
from .duplicates import uses_of
from .history import Closed
from .keeping import FilesRefused
from .layout import DOORS, door_of, more_facts, sections
from .quota import room_take
from .shapes import FORMS
from .wording import duplicate_words

FORM_NAME = "submission"
# A faulty form, and a look at a link, are counted, too, but not as strictly.
TRIES = 6
LOOKS = 30


@login_not_required
@require_safe
def contribute(request):
    return render(request, "prakerja_courses/submissions/doors.html", {"doors": DOORS})


@login_not_required
@csrf_exempt  # until the upload is watched; then the inner view is protected
@takes_files
@csrf_protect
def contribute_shape(request, shape):
    if refused := too_many_tries(request, FORMS[shape]):
        return refused
    form = form_for(request, FORMS[shape])
    if request.method == "POST" and form.is_valid():
        return begin(request, form)
    return form_page(request, form, status=422 if form.is_bound else 200)


def too_many_tries(request, form_class, **context):
    """The answer to one sending too many, before anybody looks at its files."""
    if request.method != "POST":
        return None
    try:
        attempt_count(request, f"{FORM_NAME}.try", times=TRIES)
    except TooMany as problem:
        form = form_class(submission=context.get("submission"))
        form.initial = request.POST.dict()
        page = form_page(request, form, 429, problem.text, **context)
        return too_many(page, problem)


def form_for(request, form_class, submission=None):
    return form_class(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        submission=submission,
        too_large=request.files_too_large,
        uses_of=partial(uses_of, links=Links.of(request)),
    )


def begin(request, form):
    data = form.cleaned_data
    try:
        attempt_count(request, FORM_NAME, email=data["email"])
    except TooMany as problem:
        return too_many(form_page(request, form, 429, problem.text), problem)
    try:
        room_take(request, data["email"], form.uploads)
    except FilesRefused as problem:
        form.add_error("file_1", problem)
        return form_page(request, form, 422)
    services.submission_begin(
        shape=form.shape,
        answers=form.answers(),
        name=data["sender_name"],
        email=data["email"],
        organisation=data["organisation"],
        form_id=data["form_id"],
        language=get_language(),
        uploads=form.uploads,
    )
    return SeeOther(reverse("prakerja_courses:contribute_sent", args=[data["form_id"]]))


def form_page(request, form, status=200, problem="", **context):
    context = {
        "form": form,
        "door": door_of(form.shape),
        "sections": sections(form),
        "more_facts": more_facts(form),
        "problem": problem,
        **context,
    }
    template = "prakerja_courses/submissions/form.html"
    return unkept(render(request, template, context, status=status))


@login_not_required
@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def contribute_sent(request, form_id):
    """Which letter box to look in, and the letter once more."""
    submission = get_object_or_404(Submission, form_id=form_id)
    if request.method != "POST":
        return sent_page(request, submission, resent="again" in request.GET)
    try:
        attempt_count(request, f"{FORM_NAME}.link", email=submission.sender_email)
    except TooMany as problem:
        page = sent_page(request, submission, 429, problem=problem.text)
        return too_many(page, problem)
    with suppress(Closed):
        services.confirmation_resend(submission=submission)
    return SeeOther("?again")


def sent_page(request, submission, status=200, **context):
    """The address is half covered: the page's own address is less of a secret."""
    name, _, host = submission.sender_email.partition("@")
    context["address"] = f"{name[:2]}…@{host}"
    context["may_resend"] = submission.state == Submission.State.DRAFT
    template = "prakerja_courses/submissions/sent.html"
    return kept_secret(render(request, template, context, status=status))


@login_not_required
@require_GET
def look_at_link(request):
    """What a pasted address is, for the form's script."""
    try:
        attempt_count(request, f"{FORM_NAME}.look", times=LOOKS)
    except TooMany as problem:
        return unkept(too_many(JsonResponse({}, status=429), problem))
    return unkept(JsonResponse(looked_at(request, request.GET.get("url", "")[:600])))


def looked_at(request, text):
    try:
        url = public_address(text)
    except ValidationError as problem:
        return {"found": False, "text": problem.messages[0], "uses": []}
    video = recognise(url)
    uses = [use for use in uses_of([url], Links.of(request)) if use.public]
    return {
        "found": video is not None,
        "text": found_words(video),
        "uses": [{"text": duplicate_words(use), "url": use.url} for use in uses],
    }


def found_words(video):
    if video is None:
        return gettext(
            "This is not a YouTube or Vimeo video. For a video on another site, hand "
            "in an article and choose that it is opened there."
        )
    name = PROVIDER_NAMES[video.provider]
    if video.kind == "playlist":
        return gettext("A playlist on %(provider)s, recognised.") % {"provider": name}
    return gettext("A video on %(provider)s, recognised.") % {"provider": name}
