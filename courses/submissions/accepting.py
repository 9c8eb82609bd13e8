"""What follows from a moderator's decision: credits, files, letters."""

import json

from django.core.files import File
from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from ..exchange.pages import ContributorBook
from ..models import (
    Contributor,
    CourseCredit,
    CoursePage,
    ReviewDecision,
    Submission,
    SubmissionFile,
)
from ..setup import ensure_collection
from .drafting import maker
from .history import IN_REVIEW, Kind, State, event_add, locked
from .letters import tell_sender

Outcome = ReviewDecision.Outcome
STATE_AFTER = {
    Outcome.APPROVED: State.ACCEPTED,
    Outcome.CHANGES: State.CHANGES_ASKED,
    Outcome.REFUSED: State.REFUSED,
}
LETTER_AFTER = {
    Outcome.APPROVED: "accepted",
    Outcome.CHANGES: "changes",
    Outcome.REFUSED: "refused",
}


@transaction.atomic
def submission_opened(*, submission, user):
    """A moderator began to read; said once for each round."""
    submission = locked(submission)
    if submission.state == State.RECEIVED:
        submission.state = State.IN_REVIEW
        submission.save(update_fields=["state", "changed_at"])
        event_add(submission, Kind.OPENED, user=user)
    return submission


@transaction.atomic
def submission_decided(*, submission, decision):
    """Carry a decision over to the submission and write to its sender, once."""
    submission = locked(submission)
    if submission.events.filter(decision=decision).exists():
        return submission
    state_set(submission, STATE_AFTER[decision.outcome])
    event_add(submission, Kind.DECIDED, decision=decision, user=decision.decided_by)
    if decision.outcome == Outcome.APPROVED:
        page_complete(submission)
    letter = LETTER_AFTER[decision.outcome]
    tell_sender(submission, letter, decision=decision, page_url=page_url(submission))
    return submission


@transaction.atomic
def submission_published(*, page):
    """Somebody published the page by hand: that, too, is a yes."""
    submission = Submission.objects.filter(page=page).first()
    if submission is None:
        return
    submission = locked(submission)
    if submission.state in IN_REVIEW and submission.page.live:
        state_set(submission, State.ACCEPTED)
        event_add(submission, Kind.DECIDED)
        page_complete(submission)
        tell_sender(submission, "accepted", page_url=page_url(submission))


def state_set(submission, state):
    submission.state, submission.problem = state, ""
    submission.save(update_fields=["state", "problem", "changed_at"])


def page_url(submission):
    page = submission.page_id and CoursePage.objects.get(pk=submission.page_id)
    return page.full_url if page and page.live else ""


# What acceptance adds to the page


def files_accept(*, submission, page):
    """Add the credit and the files to a page in memory; safe to repeat."""
    if not page.credits.exists():
        page.credits.add(
            CourseCredit(contributor=credited(submission), role=role_of(submission))
        )
    blocks = list(page.body.raw_data)
    missing = missing_files(submission, page)
    if missing:
        page.body = json.dumps([*blocks, *map(block_of, missing)])
    return page


def missing_files(submission, page):
    known = {raw.get("id") for raw in page.body.raw_data}
    return [file for file in submission.files.all() if str(file.uid) not in known]


def page_complete(submission):
    """Add what an approval outside of the desk left out."""
    if submission.page_id is None:
        return
    page = CoursePage.objects.get(pk=submission.page_id)
    latest = page.get_latest_revision_as_object()
    if latest.credits.exists() and not missing_files(submission, latest):
        return
    files_accept(submission=submission, page=latest)
    revision = latest.save_revision(clean=False)
    if page.live or page.scheduled_revision:
        revision.publish()


def credited(submission):
    """The contributor of that name, or a new one."""
    contributor = ContributorBook().get(maker(submission))
    new = contributor.slug and contributor.name == submission.organisation
    if new and contributor.kind != Contributor.Kind.ORGANISATION:
        contributor.kind = Contributor.Kind.ORGANISATION
        contributor.save(update_fields=["kind"])
    return contributor


def role_of(submission):
    if submission.shape == Submission.Shape.ARTICLE:
        return CourseCredit.Role.AUTHOR
    return CourseCredit.Role.PRESENTER


def block_of(file):
    if file.kind == SubmissionFile.Kind.IMAGE:
        image = {"image": image_of(file).pk, "alt_text": file.description}
        value = {"image": {**image, "decorative": False}, "caption": ""}
        return {"id": str(file.uid), "type": "image", "value": value}
    value = {"document": document_of(file).pk, "title": file.description[:160]}
    return {"id": str(file.uid), "type": "document", "value": value}


def image_of(file):
    if file.image is None:
        image = get_image_model()(title=title_of(file), collection=ensure_collection())
        image.description = file.description
        file.image = stored(image, file)
        file.save(update_fields=["image"])
    return file.image


def document_of(file):
    if file.document is None:
        document = get_document_model()(
            title=title_of(file), collection=ensure_collection()
        )
        file.document = stored(document, file)
        file.save(update_fields=["document"])
    return file.document


def title_of(file):
    return file.description or file.name


def stored(medium, file):
    with file.file.open("rb") as content:
        medium.file = File(content, name=file.name)
        medium.save()
    return medium
