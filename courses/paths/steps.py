"""Which course each step of a path leads to, and the steps that can be taken."""

from dataclasses import dataclass

from django.db.models import Q

from ..showing.cards import COLUMNS, Row


@dataclass(frozen=True)
class Step:
    """A step whose course anybody may read, numbered among those."""

    number: int
    course: Row
    reason: str
    optional: bool


def courses_of(steps, locale_id, courses):
    """The course of each step as a row, None where there is none among ``courses``.

    A course that is translated into the language of the path is shown in that.
    """
    known = [step for step in steps if step.course_id]
    keys = {step.course.translation_key for step in known}
    here = Q(translation_key__in=keys, locale_id=locale_id, alias_of=None)
    wanted = Q(pk__in={step.course_id for step in known}) | here
    found = courses.filter(wanted).order_by() if known else courses.none()
    rows = [Row(row) for row in found.values(*COLUMNS, "locale_id", "alias_of_id")]
    own = {row.pk: row for row in rows}
    translated = {
        row.translation_key: row
        for row in rows
        if row.locale_id == locale_id and row.alias_of_id is None
    }
    return [course_of(step, own, translated) for step in steps]


def course_of(step, own, translated):
    if step.course_id is None:
        return None
    return translated.get(step.course.translation_key) or own.get(step.course_id)


def open_steps(steps, courses):
    """The steps with a course, which is shown once; the first needs no reason.

    What stood before the first step may be hidden, and with it what its reason is
    about.
    """
    shown, seen = [], set()
    for place, (step, course) in enumerate(zip(steps, courses, strict=True)):
        if course is None or course.pk in seen:
            continue
        seen.add(course.pk)
        reason = "" if place and not shown else step.reason
        shown.append(Step(len(shown) + 1, course, reason, step.optional))
    return shown
