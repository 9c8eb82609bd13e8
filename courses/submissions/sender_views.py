"""The page that only the sender of a module has: state, answers, changes."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from ..limits import TooMany, attempt_count
from . import services
from .answering import SeeOther, kept_secret, takes_files, too_many
from .history import OPEN, Closed, is_changeable
from .keeping import FilesRefused
from .layout import door_of
from .links import LinkError, LinkVoid, submission_by_token
from .message_forms import AnswerForm
from .quota import room_take
from .shapes import FORMS
from .status import status_context
from .views import FORM_NAME, form_for, form_page, too_many_tries

DONE = {"confirmed", "changed", "answered"}


def for_sender(view):
    """Turn the token into the submission; say so where the link is void."""

    @login_not_required
    # The address is the secret: nobody else can send these forms, and the page that
    # holds them sends no Referer or Origin for Django to compare.
    @csrf_exempt
    @transaction.non_atomic_requests
    @takes_files
    @wraps(view)
    def wrapped(request, token):
        try:
            submission = submission_by_token(token)
        except LinkVoid as void:
            return kept_secret(void_page(request, token, replaced=void.replaced))
        except LinkError:
            raise Http404 from None
        try:
            return kept_secret(view(request, submission, token))
        except Closed:
            return kept_secret(to_status(token, "same"))

    return wrapped


def to_status(token, done):
    path = reverse("prakerja_courses:contribution", args=[token])
    return SeeOther(f"{path}?{done}")


def void_page(request, token, status=410, **context):
    template = "prakerja_courses/submissions/void.html"
    return render(request, template, {"token": token, **context}, status=status)


@for_sender
@require_safe
def contribution(request, submission, token):
    return status_page(request, submission, token)


def status_page(request, submission, token, status=200, **context):
    context = {
        "token": token,
        "door": door_of(submission.shape),
        "done": next((name for name in DONE if name in request.GET), ""),
        "answer_form": AnswerForm(),
        **status_context(submission),
        **context,
    }
    template = "prakerja_courses/submissions/status.html"
    return render(request, template, context, status=status)


@for_sender
@require_POST
def contribution_confirm(request, submission, token):
    services.submission_confirm(submission=submission)
    return to_status(token, "confirmed")


@for_sender
def contribution_edit(request, submission, token):
    if not is_changeable(submission):
        raise Closed
    form_class = FORMS[submission.shape]
    context = {"token": token, "submission": submission}
    if refused := too_many_tries(request, form_class, **context):
        return refused
    form = form_for(request, form_class, submission)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, form, 422 if form.is_bound else 200, **context)
    try:
        attempt_count(request, f"{FORM_NAME}.edit", email=submission.sender_email)
    except TooMany as problem:
        page = form_page(request, form, 429, problem.text, **context)
        return too_many(page, problem)
    try:
        edit(request, submission, form)
    except FilesRefused as problem:
        form.add_error("file_1", problem)
        return form_page(request, form, 422, **context)
    return to_status(token, "changed")


def edit(request, submission, form):
    if form.is_unconfirmed:
        room_take(request, submission.sender_email, form.uploads)
    services.submission_edit(
        submission=submission,
        answers=form.answers(),
        name=form.cleaned_data["sender_name"],
        organisation=form.cleaned_data["organisation"],
        uploads=form.uploads,
        removed=form.cleaned_data.get("remove_files", ()),
    )


@for_sender
@require_POST
def contribution_answer(request, submission, token):
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return status_page(request, submission, token, 422, answer_form=form)
    try:
        attempt_count(request, f"{FORM_NAME}.answer", email=submission.sender_email)
    except TooMany as problem:
        form.add_error("text", problem.text)
        page = status_page(request, submission, token, 429, answer_form=form)
        return too_many(page, problem)
    services.submission_answer(submission=submission, text=form.cleaned_data["text"])
    return to_status(token, "answered")


@for_sender
def contribution_withdraw(request, submission, token):
    """Ask once more; then take it back."""
    if submission.state not in OPEN:
        raise Closed
    if request.method == "POST":
        services.submission_withdraw(submission=submission)
        return to_status(token, "same")
    context = {"submission": submission, "token": token}
    return render(request, "prakerja_courses/submissions/withdraw.html", context)


@login_not_required
@csrf_exempt
@transaction.non_atomic_requests
@require_POST
def contribution_renew(request, token):
    """Mail a new link to the address we know, also to the holder of an old one.

    Not of a replaced one: it may have gone to somebody else's letter box.
    """
    try:
        submission = submission_by_token(token)
    except LinkVoid as void:
        if void.replaced:
            return kept_secret(void_page(request, token, replaced=True))
        submission = void.submission
    except LinkError:
        raise Http404 from None
    try:
        attempt_count(request, f"{FORM_NAME}.link", email=submission.sender_email)
    except TooMany as problem:
        page = void_page(request, token, 429, problem=problem.text)
        return kept_secret(too_many(page, problem))
    services.link_renew(submission=submission)
    return kept_secret(void_page(request, token, 200, renewed=True))
