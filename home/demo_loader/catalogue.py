"""Courses, their lessons and their live classes."""

import datetime as dt
import zoneinfo

from django.utils import timezone
from wagtail.models import Locale

from courses.live.series import series_make, weekly
from courses.models import (
    CategoryPage,
    Contributor,
    CourseCredit,
    CoursePage,
    LessonPage,
    Licence,
    LiveSession,
)

from .covers import make_cover
from .source import read, read_courses, stable_uuid, stream, without

# What is told of a class in other words than its row's.
NO_COLUMNS = ("course", "lesson", "materials", "starts_in_days", "start_time", "weeks")


def load_courses():
    own = CategoryPage.objects.filter(locale=Locale.get_default())
    categories = {page.slug: page for page in own}
    contributors = Contributor.objects.in_bulk(field_name="slug")
    licences = Licence.objects.in_bulk(field_name="code")
    published_days_ago = read("published.toml")["days_ago"]
    with_cover = set()
    for category_slug, slug, facts in read_courses():
        category = categories[category_slug]
        if CoursePage.objects.child_of(category).filter(slug=slug).exists():
            continue
        course = CoursePage(
            slug=slug,
            uid=stable_uuid(f"course:{slug}"),
            licence=licences[facts["licence"]],
            body=stream(facts["body"]),
            first_published_at=days_ago(published_days_ago[slug]),
            **without(facts, "licence", "tags", "credits", "body", "lessons"),
        )
        if category_slug not in with_cover:
            with_cover.add(category_slug)
            course.cover = make_cover(course.title, category.colour)
        course.tags.add(*facts["tags"])
        course.credits = read_credits(facts["credits"], contributors)
        publish_below(category, course)
        load_lessons(course, facts.get("lessons", ()))


def read_credits(credits, contributors):
    return [
        CourseCredit(
            contributor=contributors[credit["contributor"]],
            role=credit["role"],
            sort_order=order,
        )
        for order, credit in enumerate(credits)
    ]


def load_lessons(course, lessons):
    for facts in lessons:
        lesson = LessonPage(
            uid=stable_uuid(f"lesson:{course.slug}/{facts['slug']}"),
            body=stream(facts["body"]),
            first_published_at=course.first_published_at,
            **without(facts, "body"),
        )
        publish_below(course, lesson)


def publish_below(parent, page):
    page.live = False
    parent.add_child(instance=page)
    page.save_revision(clean=False).publish()


def days_ago(days):
    return timezone.now() - dt.timedelta(days=days)


def load_sessions():
    courses = {page.uid: page for page in CoursePage.objects.all()}
    for facts in read("sessions.toml")["sessions"]:
        course = courses.get(stable_uuid(f"course:{facts['course']}"))
        if course is None:  # a course of that address was here before the demo
            continue
        session = LiveSession(
            course=course,
            starts_at=start_of(facts),
            materials=stream(facts.get("materials", ())),
            **without(facts, *NO_COLUMNS),
        )
        session.uid = stable_uuid(f"session:{facts['course']}/{facts['title']}")
        session.full_clean()
        session.save()
        if "weeks" in facts:
            first = session.local_start.date()
            series_make(session, weekly(first, count=facts["weeks"])[1:])
        if "lesson" in facts:
            show_in_lesson(session, facts["lesson"])


def show_in_lesson(session, slug):
    lesson = LessonPage.objects.child_of(session.course).get(slug=slug)
    lesson.body.append(("live_session", {"session": session}))
    lesson.save_revision(clean=False).publish()


def start_of(facts):
    """The moment a clock in that zone shows, so many days from today there."""
    zone = zoneinfo.ZoneInfo(facts["timezone"])
    today = timezone.now().astimezone(zone).date()
    day = today + dt.timedelta(days=facts["starts_in_days"])
    return dt.datetime.combine(day, dt.time.fromisoformat(facts["start_time"]), zone)
