"""What follows from a moderator's decision: credits, files, letters."""

import json
from uuid import uuid5

from django.db import transaction
from django.utils import timezone

from ..models import (
    Contributor,
    CourseCredit,
    CoursePage,
    ReviewDecision,
    Submission,
)
from ..models.publishing import unschedule
from ..naming import ContributorBook
from .copies import block_of
from .drafting import maker
from .history import IN_REVIEW, Kind, State, event_add, locked
from .letters import tell_sender

Outcome = ReviewDecision.Outcome
STATE_AFTER = {
    Outcome.APPROVED: State.ACCEPTED,
    Outcome.CHANGES: State.CHANGES_ASKED,
    Outcome.REFUSED: State.REFUSED,
}
# Their makers share nothing here themselves: credited, but not on the public list.
BY_OTHERS = {"embed", "link"}
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
    if submission.state == State.WITHDRAWN:  # nobody waits for a letter
        return submission
    if submission.events.filter(decision=decision).exists():
        return submission
    state_set(submission, STATE_AFTER[decision.outcome])
    event_add(submission, Kind.DECIDED, decision=decision, user=decision.decided_by)
    if decision.outcome == Outcome.REFUSED:
        unschedule(submission.page)
    if decision.outcome == Outcome.APPROVED:
        page_complete(submission)
    url = publication_note(submission)
    letter = LETTER_AFTER[decision.outcome]
    tell_sender(submission, letter, decision=decision, page_url=url)
    return submission


@transaction.atomic
def submission_published(*, page):
    """Somebody published the page by hand, or its time came: that, too, is a yes."""
    submission = Submission.objects.filter(page=page).first()
    if submission is None:
        return
    submission = locked(submission)
    page = CoursePage.objects.get(pk=submission.page_id)
    if not (page.live or page.approved_schedule):
        return
    if submission.state in (*IN_REVIEW, State.REFUSED):
        state_set(submission, State.ACCEPTED)
        event_add(submission, Kind.DECIDED)
        page_complete(submission)
        tell_sender(submission, "accepted", page_url=publication_note(submission))
    elif submission.state == State.ACCEPTED and (url := publication_note(submission)):
        tell_sender(submission, "published", page_url=url)


def publication_note(submission):
    """Note that everybody can see it; give the address, once."""
    url = page_url(submission) if submission.state == State.ACCEPTED else ""
    noted = submission.events.filter(kind=Kind.PUBLISHED)
    if not url or noted.exists():
        return ""
    event_add(submission, Kind.PUBLISHED)
    return url


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
    files = files.exclude(file="", image=None, document=None)  # forgotten
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
        contributor.kind = kind_of_maker(submission, contributor)
        contributor.listed = submission.answers.get("rights") not in BY_OTHERS
        contributor.save(update_fields=["uid", "kind", "listed"])
    return contributor


def kind_of_maker(submission, contributor):
    """Of senders we know it; of the makers of others' works it stays a guess."""
    if contributor.name == submission.organisation:
        return Contributor.Kind.ORGANISATION
    if contributor.name == submission.sender_name:
        return Contributor.Kind.PERSON
    return contributor.kind


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
