"""What follows from a moderator's decision: credits, files, letters."""

import json
from uuid import uuid5

from django.core.files import File
from django.db import transaction
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from ..models import (
    Contributor,
    CourseCredit,
    CoursePage,
    ReviewDecision,
    Submission,
    SubmissionFile,
)
from ..naming import ContributorBook
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


def files_accept(*, submission, page, until=None):
    """Add the credit and the files to a page in memory; safe to repeat.

    ``until`` leaves out files that came later.
    """
    if not page.credits.exists():
        page.credits.add(
            CourseCredit(contributor=credited(submission), role=role_of(submission))
        )
    blocks = list(page.body.raw_data)
    missing = missing_files(submission, page, until)
    if missing:
        page.body = json.dumps([*blocks, *map(block_of, missing)])
    return page


def missing_files(submission, page, until=None):
    known = {raw.get("id") for raw in page.body.raw_data}
    files = submission.files.filter(added_at__lte=until or timezone.now())
    return [file for file in files if str(file.uid) not in known]


def page_complete(submission):
    """Add what an approval outside of the desk left out.

    Only to the version that was chosen for the public: a later one stays a draft.
    """
    if submission.page_id is None:
        return
    page = CoursePage.objects.get(pk=submission.page_id)
    latest = page.get_latest_revision()
    chosen = page.live_revision or page.scheduled_revision
    read = chosen or latest
    if is_complete(submission, read):
        return
    revision = revision_accept(submission, read, until=read.created_at)
    if chosen:
        revision.publish()
    if read != latest:
        revision_accept(submission, latest, until=read.created_at)


def is_complete(submission, revision):
    page = revision.as_object()
    missing = missing_files(submission, page, until=revision.created_at)
    return page.credits.exists() and not missing


def revision_accept(submission, revision, until):
    """Save it once more, as the newest, with credit and files."""
    page = revision.as_object()
    files_accept(submission=submission, page=page, until=until)
    return page.save_revision(clean=False)


def credited(submission):
    """The contributor it brought along before, one of that name, or a new one."""
    made = Contributor.objects.filter(uid=uid_if_made_by(submission)).first()
    return made or contributor_of(submission)


def contributor_of(submission):
    contributor = ContributorBook().get(maker(submission))
    if contributor.slug:  # a new one
        contributor.uid = uid_if_made_by(submission)
        if contributor.name == submission.organisation:
            contributor.kind = Contributor.Kind.ORGANISATION
        contributor.save(update_fields=["uid", "kind"])
    return contributor


def uid_if_made_by(submission):
    """Tells a contributor that a submission brought along from one of that name."""
    return uuid5(submission.uid, "contributor")


def contributor_known(submission):
    """Whoever is there already under the name that acceptance will credit."""
    return Contributor.objects.filter(
        pk=ContributorBook().find(maker(submission))
    ).first()


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
