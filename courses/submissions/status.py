"""What became of a submission, in the words its sender reads."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import CoursePage, ReviewDecision, Submission
from ..quality import Code, check_course
from .accepting import page_url
from .drafting import page_blocks, page_facts, set_blocks, set_facts
from .history import IN_REVIEW, MAY_WRITE, OPEN, Kind, State, is_changeable
from .showing import shown_answers

DECIDED = (State.CHANGES_ASKED, State.ACCEPTED, State.REFUSED)
SENDERS_TO_MEND = {
    Code.THIN_SUMMARY,
    Code.TITLE_CAPITALS,
    Code.NO_SOURCE,
    Code.DEAD_MEDIA,
    Code.EMBEDDING_OFF,
}
Outcome, Problem = ReviewDecision.Outcome, Submission.Problem
STATES = {
    State.DRAFT: (
        gettext_lazy("Hand it in with one click"),
        gettext_lazy(
            "Nobody has seen it yet. Look it over, then confirm that it comes from you."
        ),
    ),
    State.RECEIVED: (
        gettext_lazy("We have it"),
        gettext_lazy(
            "It waits for a moderator. You need do nothing; we write to you as soon as "
            "there is news."
        ),
    ),
    State.IN_REVIEW: (
        gettext_lazy("A moderator is reading it"),
        gettext_lazy("We write to you as soon as it is decided."),
    ),
    State.CHANGES_ASKED: (
        gettext_lazy("We ask you for changes"),
        gettext_lazy("Change it or answer below; then a moderator reads it again."),
    ),
    State.ACCEPTED: (
        gettext_lazy("It is accepted"),
        gettext_lazy("Thank you. It is not public at the moment."),
    ),
    State.REFUSED: (
        gettext_lazy("We do not take it"),
        gettext_lazy(
            "The reason stands below. Something else of yours is as welcome as before."
        ),
    ),
    State.WITHDRAWN: (
        gettext_lazy("You took it back"),
        gettext_lazy("Nobody will publish it. Something else of yours is welcome."),
    ),
}
PUBLIC = gettext_lazy("Thank you. Everybody can learn with it now.")
SCHEDULED = gettext_lazy("Thank you. It becomes public on %(moment)s.")
PROBLEMS = {
    Problem.WORKFLOW: gettext_lazy(
        "It is safe with us, but our review has to be set up first. We know about it."
    ),
    Problem.CATEGORY: gettext_lazy(
        "The category you chose is gone. Choose another one with “Change it”, or let "
        "the moderators find its place."
    ),
    Problem.DELETED: gettext_lazy(
        "The editors deleted the draft made from this. Write to them below, or change "
        "it and hand it in once more."
    ),
}
EVENTS = {
    Kind.BEGUN: gettext_lazy("You filled in the form"),
    Kind.RECEIVED: gettext_lazy("You confirmed it"),
    Kind.OPENED: gettext_lazy("A moderator began to read it"),
    Kind.CHANGED: gettext_lazy("You changed it"),
    Kind.ANSWERED: gettext_lazy("You wrote to us"),
    Kind.REPLIED: gettext_lazy("We wrote to you"),
    Kind.WITHDRAWN: gettext_lazy("You took it back"),
    Kind.PUBLISHED: gettext_lazy("It became public"),
    Kind.LINK_RENEWED: gettext_lazy("We sent you a new link"),
    Kind.INVITED: gettext_lazy("We invited you to an account"),
}
DECISIONS = {
    Outcome.APPROVED: gettext_lazy("It was accepted"),
    Outcome.CHANGES: gettext_lazy("A moderator asked for changes"),
    Outcome.REFUSED: gettext_lazy("A moderator refused it"),
}
ICONS = {
    Kind.BEGUN: "article",
    Kind.RECEIVED: "check",
    Kind.OPENED: "user",
    Kind.CHANGED: "article",
    Kind.ANSWERED: "mail",
    Kind.REPLIED: "mail",
    Kind.DECIDED: "checked",
    Kind.PUBLISHED: "checked",
    Kind.WITHDRAWN: "arrow-left",
    Kind.LINK_RENEWED: "mail",
    Kind.INVITED: "account",
}


@dataclass(frozen=True)
class Line:
    """One line of the history; never an internal note."""

    at: datetime
    icon: str
    title: str
    reason: str = ""
    text: str = ""
    decided: bool = False


def status_context(submission):
    title, text = STATES[State(submission.state)]
    lines = history(submission)
    return {
        "submission": submission,
        "state_title": title,
        "state_text": publicity(submission) or text,
        "problem_text": problem_text(submission),
        "lines": lines,
        "last_decision": next((one for one in lines if one.decided), None)
        if submission.state in DECIDED
        else None,
        "page_url": page_url(submission) if submission.state == State.ACCEPTED else "",
        "files": submission.files.all(),
        "answers": shown_answers(submission),
        "asked_for_changes": submission.state == State.CHANGES_ASKED,
        "hints": hints_for(submission),
        "may_confirm": submission.state == State.DRAFT,
        "may_change": is_changeable(submission),
        "may_withdraw": submission.state in OPEN,
        "may_answer": submission.state in MAY_WRITE,
    }


def publicity(submission):
    """When everybody can see what was accepted; nothing where nobody can."""
    page = submission.page
    if submission.state != State.ACCEPTED or page is None:
        return ""
    if page.live:
        return PUBLIC
    revision = page.scheduled_revision
    if revision is None:
        return ""
    moment = timezone.localtime(revision.approved_go_live_at)
    text = date_format(moment, "j F Y, H:i")
    return SCHEDULED % {"moment": text}


def hints_for(submission):
    """What would make it better, as far as its sender can do it here."""
    if submission.state not in OPEN:
        return []
    page = CoursePage()
    set_facts(page, page_facts(submission))
    set_blocks(page, {}, page_blocks(submission))
    return [one for one in check_course(page) if one.code in SENDERS_TO_MEND]


def problem_text(submission):
    if not submission.problem or submission.state not in IN_REVIEW:
        return ""
    return PROBLEMS[Problem(submission.problem)]


def history(submission):
    """Newest first."""
    events = submission.events.select_related("decision").order_by("-at", "-pk")
    return [line(event) for event in events]


def line(event):
    decision = event.decision
    if decision is None:
        title = EVENTS.get(event.kind) or DECISIONS[Outcome.APPROVED]
        return Line(event.at, ICONS[event.kind], title, text=event.text)
    reason = decision.reason and _("Reason: %(reason)s") % {
        "reason": decision.get_reason_display()
    }
    return Line(
        event.at,
        ICONS[event.kind],
        DECISIONS[Outcome(decision.outcome)],
        reason=capfirst(reason),
        text=decision.note,
        decided=True,
    )
