"""What the sender of a module can do, and what is done for them."""

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from ..models import Submission
from ..models.publishing import unschedule
from ..models.submissions import new_key
from .accepting import (
    contributor_known,
    files_accept,
    submission_decided,
    submission_opened,
)
from .changing import page_change, shown_by
from .history import (
    IN_REVIEW,
    MAY_WRITE,
    OPEN,
    Closed,
    Kind,
    State,
    event_add,
    is_changeable,
    locked,
    require,
)
from .inviting import submission_invite
from .keeping import files_keep, files_remove, files_replace, kept_files
from .letters import ask_to_confirm, tell_moderators, tell_sender
from .reviewing import review_cancel, review_restart, submission_advance

__all__ = [
    "confirmation_resend",
    "contributor_known",
    "files_accept",
    "link_renew",
    "submission_answer",
    "submission_begin",
    "submission_confirm",
    "submission_decided",
    "submission_edit",
    "submission_invite",
    "submission_opened",
    "submission_reply",
    "submission_withdraw",
]


def submission_begin(
    *, shape, answers, name, email, organisation, form_id, language, uploads=()
):
    """Keep what was typed and ask for a confirmation; nobody else sees it yet.

    A form sent twice is one submission. Before it is confirmed the second sending
    counts, so that a mistyped address can be put right.
    """
    facts = {
        "shape": shape,
        "title": answers["title"],
        "answers": answers,
        "sender_name": name,
        "sender_email": email,
        "organisation": organisation,
        "language": language,
    }
    with kept_files() as kept, transaction.atomic():
        submission, created = Submission.objects.get_or_create(
            form_id=form_id, defaults=facts
        )
        submission = locked(submission)
        changed = created or corrected(submission, facts)
        if submission.state == State.DRAFT:
            files_replace(submission, uploads, kept)
        if created:
            event_add(submission, Kind.BEGUN)
        if changed:
            ask_to_confirm(submission)
    return submission


def corrected(submission, facts):
    """Take over a second sending of an unconfirmed form; say whether it differs."""
    old = {name: getattr(submission, name) for name in facts}
    if submission.state != State.DRAFT or old == facts:
        return False
    for name, value in facts.items():
        setattr(submission, name, value)
    if not constant_time_compare(old["sender_email"], submission.sender_email):
        submission.key = new_key()  # the link went to somebody else
    submission.save()
    return True


def submission_confirm(*, submission):
    """The sender's yes: from here on moderators see it."""
    with transaction.atomic():
        submission = locked(submission)
        if submission.state == State.DRAFT:
            submission.state = State.RECEIVED
            submission.confirmed_at = timezone.now()
            submission.save()
            event_add(submission, Kind.RECEIVED)
            tell_sender(submission, "received")
    if submission.state in IN_REVIEW:
        submission_advance(submission=submission)
    return submission


def submission_edit(*, submission, answers, name, organisation, uploads=(), removed=()):
    """Take over what the sender changed; a review that goes on begins anew."""
    with kept_files() as kept, transaction.atomic():
        submission = locked(submission)
        if not is_changeable(submission):
            raise Closed(submission.state)
        before = shown_by(submission)
        submission.answers, submission.title = answers, answers["title"]
        submission.sender_name, submission.organisation = name, organisation
        submission.save()
        gone = files_remove(submission, removed)
        added = files_keep(submission, uploads, kept)
        if submission.state == State.DRAFT:
            return submission
        same = before == shown_by(submission) and not (added or gone)
        if same and submission.state != State.CHANGES_ASKED:
            return submission
        if submission.page:
            page_change(submission, before)
        else:
            submission.drafted_at = None  # the sender hands it in once more
        back_to_review(submission)
        event_add(submission, Kind.CHANGED)
    submission_advance(submission=submission)
    return submission


def submission_answer(*, submission, text):
    """Keep the sender's words; where changes were asked the review goes on."""
    with transaction.atomic():
        submission = locked(submission)
        require(submission, MAY_WRITE)
        event_add(submission, Kind.ANSWERED, text=text)
        asked = submission.state == State.CHANGES_ASKED
        if asked:
            if submission.page:
                review_restart(submission)
            back_to_review(submission)
        else:
            tell_moderators(submission, "answered", text=text)
    if asked:
        submission_advance(submission=submission)
    return submission


@transaction.atomic
def submission_reply(*, submission, user, text):
    """Write to the sender without deciding anything."""
    submission = locked(submission)
    require(submission, MAY_WRITE)
    event_add(submission, Kind.REPLIED, text=text, user=user)
    tell_sender(submission, "reply", text=text)
    return submission


@transaction.atomic
def confirmation_resend(*, submission):
    """The letter may have been lost, or lie among the unwanted."""
    submission = locked(submission)
    require(submission, [State.DRAFT])
    ask_to_confirm(submission)


@transaction.atomic
def submission_withdraw(*, submission):
    """Take it back: it leaves the review, and its draft is published by nobody."""
    submission = locked(submission)
    require(submission, OPEN)
    if submission.page and not submission.page.live:
        review_cancel(submission.page)
        unschedule(submission.page)
    submission.state, submission.problem = State.WITHDRAWN, ""
    submission.save()
    event_add(submission, Kind.WITHDRAWN)
    tell_sender(submission, "withdrawn")
    return submission


@transaction.atomic
def link_renew(*, submission):
    """Send a new link to the same address; every older one is void."""
    submission = locked(submission)
    submission.key = new_key()
    submission.save(update_fields=["key", "changed_at"])
    event_add(submission, Kind.LINK_RENEWED)
    if submission.state == State.DRAFT:  # the address may be anybody's
        ask_to_confirm(submission)
    else:
        tell_sender(submission, "link")
    return submission


# What the services share


def back_to_review(submission):
    submission.state = State.RECEIVED
    submission.save(update_fields=["state", "drafted_at", "changed_at"])
