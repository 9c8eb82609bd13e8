"""Notice what may change an entry, and file it once the change is certain.

Whatever happened in a transaction is filed after it. Who reads within the same thread
before that finds it filed as well.
"""

import threading

from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from taggit.models import Tag
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import page_published, page_unpublished, post_page_move

from ..models import (
    Contributor,
    CourseCredit,
    CoursePage,
    CourseTag,
    LessonPage,
    Licence,
)
from .filing import file_courses, withdraw
from .tasks import file_later

MOST_AT_ONCE = 200
# All that saving a draft writes on its page.
DRAFT_FIELDS = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision",
    "latest_revision_created_at",
}


class Marks(threading.local):
    """Courses that this thread has touched."""

    def __init__(self):
        self.certain = set()  # until a commit
        self.unread = set()  # until somebody reads

    def take(self):
        taken, self.certain, self.unread = sorted(self.certain), set(), set()
        return taken


marks = Marks()


def connect():
    uid = {"dispatch_uid": "prakerja_courses.catalogue"}
    post_save.connect(row_changed, **uid)
    post_delete.connect(row_changed, **uid)
    post_page_move.connect(page_moved, **uid)
    for signal in (page_published, page_unpublished):
        signal.connect(page_switched, **uid)


def row_changed(sender, instance, update_fields=None, **kwargs):
    if sender.__module__ == "__fake__":  # a model as a migration sees it
        return
    if update_fields and DRAFT_FIELDS.issuperset(update_fields):
        return
    if touched := courses_touched(instance):
        mark(touched)


def courses_touched(instance):
    """The ids of courses that a change of this row may change."""
    match instance:
        case Page():
            return courses_of_page(instance)
        case CourseCredit():
            return [instance.page_id]
        case CourseTag():
            return [instance.content_object_id]
        case Contributor():
            return ids(credits__contributor=instance)
        case Licence():
            return ids(licence=instance)
        case Tag():
            return ids(tagged_items__tag=instance)
        case PageViewRestriction():
            return courses_around(instance.page.path)
    return []


def ids(**wanted):
    return CoursePage.objects.filter(**wanted).order_by().values_list("pk", flat=True)


def courses_of_page(page):
    if issubclass(page.specific_class or Page, LessonPage):
        return ids(path=page.path[: -Page.steplen])
    return [page.pk]


def courses_around(path):
    """Below a place, or above it where it is a lesson.

    With aliases elsewhere, which are as restricted as what they repeat.
    """
    below = Q(path__startswith=path) | Q(alias_of__path__startswith=path)
    lessons = LessonPage.objects.filter(below).order_by().values_list("path", flat=True)
    above = {lesson[: -Page.steplen] for lesson in lessons}
    courses = CoursePage.objects.filter(below).order_by()
    return {*courses.values_list("pk", flat=True), *ids(path__in=above)}


def page_moved(sender, instance, parent_page_before, **kwargs):
    around = courses_around(instance.path)
    mark([parent_page_before.pk, *courses_of_page(instance), *around])


def page_switched(instance, **kwargs):
    """What stands above courses shows them or hides them."""
    if not isinstance(instance, CoursePage | LessonPage):
        mark(courses_around(instance.path))


def mark(touched):
    marks.certain.update(touched)
    marks.unread.update(touched)
    hooks = (hook[1] for hook in transaction.get_connection().run_on_commit)
    if file_certain not in hooks:
        transaction.on_commit(file_certain, robust=True)


def file_certain():
    """File what this thread has marked, now that nothing can take it back.

    A great many are left to a task.
    """
    waiting = marks.take()
    if len(waiting) > MOST_AT_ONCE:
        withdraw(waiting)
        file_later.enqueue(waiting)
    else:
        file_courses(waiting)


def file_unread():
    """File what was marked since this thread last read; it may be taken back yet.

    A visitor's page does not fail with it: the clock comes round.
    """
    if marks.unread:
        waiting, marks.unread = sorted(marks.unread), set()
        file_courses(waiting)
