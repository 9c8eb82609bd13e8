"""Every rule on one page, or on many courses in a few queries for each batch."""

from itertools import islice
from operator import attrgetter

from ..models import CoursePage, LearningPathPage, LessonPage
from .path_rules import PATH_ERRORS, PATH_WARNINGS
from .rules import COURSE_ERRORS, COURSE_WARNINGS, LESSON_ERRORS, LESSON_WARNINGS
from .surroundings import Surroundings

BATCH = 200
ERROR_RULES = {
    CoursePage: COURSE_ERRORS,
    LessonPage: LESSON_ERRORS,
    LearningPathPage: PATH_ERRORS,
}
WARNING_RULES = {
    CoursePage: COURSE_WARNINGS,
    LessonPage: LESSON_WARNINGS,
    LearningPathPage: PATH_WARNINGS,
}


def check_course(page):
    """Return what is to be mended in a course and its lessons, errors first.

    Of a lesson it tells what is to be mended there.
    """
    return all_findings(page, Surroundings([page]))


def check_courses(courses):
    """Give each course of a queryset with its findings, in the order of the tree."""
    rows = courses.select_related("licence").prefetch_related("credits")
    rows = rows.order_by("path").iterator(BATCH)
    while batch := list(islice(rows, BATCH)):
        around = Surroundings(batch)
        for course in batch:
            yield course, all_findings(course, around)


def check_paths(paths):
    """Give each learning path with its findings; there are few of them."""
    for path in paths.order_by("path"):
        yield path, check_course(path)


def errors_of(page):
    """What keeps this page itself from being public; hardly a query beside its own."""
    return list(apply(ERROR_RULES, page, Surroundings([page])))


def all_findings(page, around):
    found = [*own_findings(page, around)]
    for lesson in around.lessons(page):
        found += [one.in_lesson(lesson) for one in own_findings(lesson, around)]
    return sorted(found, key=attrgetter("weight"))


def own_findings(page, around):
    yield from apply(ERROR_RULES, page, around)
    yield from apply(WARNING_RULES, page, around)


def apply(rules, page, around):
    for rule in rules[type(page)]:
        yield from rule(page, around)
