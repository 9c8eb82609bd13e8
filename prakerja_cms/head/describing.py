"""A page in a sentence or two: the editor's, else the page's own first words."""

import textwrap

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from courses.models import CatalogueIndexPage, CategoryPage, CoursePage, LessonPage
from courses.structured.values import plain
from donate.models import DonatePage, TransparencyPage
from home.models import HomePage, StandardPage

LONGEST = 200
OF_VIEWS = {
    "prakerja_courses:schedule": gettext_lazy(
        "Learn together at a set time, free and without registering. Every time is "
        "given in WIB, WITA and WIT."
    ),
    "prakerja_courses:contributors": gettext_lazy(
        "These people and organisations share what they know, free for everyone."
    ),
    "prakerja_courses:contribute": gettext_lazy(
        "Share what you know: hand in a course, an article or a live class. You keep "
        "your rights, and you need no account."
    ),
    "search": gettext_lazy(
        "Search free courses, lessons and live classes. You need no account."
    ),
}


def describe(context):
    """Whatever is known, on one line and short enough to be shown whole."""
    return textwrap.shorten(str(words_about(context)), LONGEST, placeholder="…")


def words_about(context):
    if "exception" in context:  # an error page stands for no page at all
        return ""
    page = context.get("page")
    if isinstance(page, Page) and page.pk:
        return page.search_description or words_of_page(page)
    if contributor := context.get("contributor"):
        return contributor.bio or free_courses_by(contributor)
    match = context["request"].resolver_match
    name = match.view_name if match else ""
    if name == "prakerja_courses:session":
        return words_of_class(context["session"])
    return OF_VIEWS.get(name, "")


def words_of_page(page):
    match page:
        case CoursePage():
            return page.summary
        case LessonPage():
            return page.summary or words_of_lesson(page)
        case CategoryPage() | CatalogueIndexPage():
            return plain(page.introduction) or words_of_shelf(page)
        case HomePage():
            return page.tagline or plain(page.introduction)
        case StandardPage():
            return page.introduction or plain(page.body.render_as_block())
        case DonatePage():
            return plain(page.introduction) or giving()
        case TransparencyPage():
            return plain(page.introduction) or keeping_books()
    return ""


def words_of_lesson(lesson):
    course = lesson.course
    return course and f"{course.title}: {course.summary}"


def words_of_shelf(page):
    return _("Free courses, open to everyone without registering: %(title)s.") % {
        "title": page.title
    }


def free_courses_by(contributor):
    return _("Free courses by %(name)s.") % {"name": contributor.name}


def words_of_class(meeting):
    when = f"{meeting.day}, {meeting.time} {meeting.zone}"
    return _("A free live class: %(when)s. Part of the course “%(course)s”.") % {
        "when": when,
        "course": meeting.course_title,
    }


def giving():
    return _(
        "Give in a minute and without an account. Every gift goes into our books, and "
        "anyone can see what they add up to."
    )


def keeping_books():
    return _("Every rupiah in and out, by month and source, for anyone to check.")
