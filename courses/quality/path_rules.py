"""What a learning path has to have: steps that can be taken, each with its reason."""

from django.utils.translation import gettext as _

from ..models import CoursePage
from ..paths.steps import courses_of
from .completeness import SHORTEST_SUMMARY
from .findings import Code, finding
from .rules import LESSON_ERRORS, LESSON_WARNINGS

FEWEST_STEPS = 2


def enough_steps(path, around):
    if len(path.steps_in_hand) < FEWEST_STEPS:
        text = _("A path has at least two steps. Add the courses it leads through.")
        yield finding(Code.FEW_STEPS, "steps", text)


def reasons(path, around):
    for number, step in enumerate(path.steps_in_hand, start=1):
        if number > 1 and not step.reason.strip():
            text = _("Step %(number)s, “%(course)s”: say why it comes next.")
            yield about(step, number, Code.NO_REASON, text)


def public_steps(path, around):
    steps = path.steps_in_hand
    shown = courses_of(steps, path.locale_id, CoursePage.objects.for_public())
    for number, (step, course) in enumerate(zip(steps, shown, strict=True), start=1):
        if step.course_id is None:
            text = _(
                "Step %(number)s: its course was deleted. Choose another one, or take "
                "the step away."
            )
        elif course is None:
            text = _(
                "Step %(number)s: nobody can open “%(course)s”. Publish it, choose "
                "another course, or take the step away."
            )
        else:
            continue
        yield about(step, number, Code.STEP_NOT_PUBLIC, text)


def repeated_steps(path, around):
    seen = set()
    for number, step in enumerate(path.steps_in_hand, start=1):
        if step.course_id and step.course_id in seen:
            text = _("Step %(number)s, “%(course)s”, is on this path already.")
            yield about(step, number, Code.STEP_TWICE, text)
        seen.add(step.course_id)


def about(step, number, code, text):
    """A step is known by its course: moving it makes no new fault of an old one."""
    words = text % {"number": number, "course": step}
    return finding(code, "steps", words, step.course_id or "")


def audience(path, around):
    if not path.audience.strip():
        text = _("Say who this path is for, so that people know whether it suits them.")
        yield finding(Code.NO_AUDIENCE, "audience", text)


def thin_path_summary(path, around):
    summary = path.summary.strip()
    if len(summary) < SHORTEST_SUMMARY or summary == path.title:
        text = _(
            "The summary is thin. Say what somebody can do at the end of the path."
        )
        yield finding(Code.THIN_SUMMARY, "summary", text)


PATH_ERRORS = (enough_steps, reasons, repeated_steps, public_steps, *LESSON_ERRORS)
PATH_WARNINGS = (thin_path_summary, audience, *LESSON_WARNINGS)
