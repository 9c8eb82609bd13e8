"""What a sender typed, in the words of the form."""

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ..live.times import time_text
from ..models import Submission
from ..models.sessions import Zone
from .drafting import starts_at
from .layout import more_facts, sections
from .shapes import FORMS

WHEN = ("date", "time", "timezone")
ELSEWHERE = {"title", *WHEN}


def shown_answers(submission):
    """Give label and text of each answer, in the order in which it was asked."""
    form = FORMS[Submission.Shape(submission.shape)](submission=submission)
    asked = [*sections(form)[:-1], more_facts(form)]
    if submission.answers and submission.shape == Submission.Shape.LIVE:
        yield _("When"), when(submission.answers)
    for bound in (field for section in asked for field in section.fields):
        if bound.name in ELSEWHERE or out_of_place(bound.name, submission.answers):
            continue
        if text := words(bound.field, submission.answers.get(bound.name)):
            yield bound.label, text


def out_of_place(name, answers):
    """A licence chosen before somebody said that the work is not theirs."""
    return name == "licence" and answers.get("rights") != "own"


def when(answers):
    start = starts_at(answers)
    zone = Zone(answers["timezone"]).name
    return f"{date_format(start, 'l, j F Y')}, {time_text(start)} {zone}"


def words(field, value):
    if isinstance(value, bool):
        return pgettext("a box that was ticked", "yes") if value else ""
    if isinstance(value, list):
        return "\n".join(value)
    chosen = dict(getattr(field, "choices", ())).get(value, value)
    return "" if chosen in (None, "") else capfirst(str(chosen))
