"""What the templates of courses and lessons are given."""

import uuid
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from wagtail.models import Site

from ..links import Links
from ..live.schedule import of_course
from ..media.shown import media_shown
from ..models import CoursePage
from ..records.links import page_url
from ..records.visibility import Visibility
from ..reports.fixes import fixed_on
from ..rights import Permits, permits
from .cards import COVER, cover_of
from .facts import course_facts, duration
from .mirrored import changed_by, mirrored_from, mirrored_row, origin_of
from .related import tags_of
from .reuse import reuse
from .sharing import share
from .weights import course_weight, weight_facts

CREDITED = (
    "role",
    "page",
    "contributor__kind",
    "contributor__name",
    "contributor__slug",
    "contributor__listed",
)


@dataclass(frozen=True)
class Crumb:
    title: str
    url: str


@dataclass(frozen=True)
class Step:
    """A lesson in the list of its course."""

    number: int
    title: str
    url: str
    duration: str
    current: bool
    uid: uuid.UUID
    minutes: int | None = None


@dataclass(frozen=True)
class Source:
    """Where the original is, and what the learner meets there."""

    url: str
    host: str
    needs_account: bool


def breadcrumbs(page, links):
    """The pages above, from the home page down."""
    above = [row for row in page.place if row["path"] != page.path]
    crumbs = [Crumb(row["title"], links.path(row["url_path"])) for row in above]
    return [crumb for crumb in crumbs if crumb.url]


def colour_of(page):
    """The colour of the category above, None where there is none."""
    return next((row["colour"] for row in page.place if row["colour"]), None)


def course_context(course, request):
    links = Links.of(request)
    allowed = permits(course)
    crumbs = breadcrumbs(course, links)
    weight = course_weight(course) if allowed.show else None
    shared = share(course, request, links)
    taken = mirrored_row(course)
    named = changers(course, taken, request), origin_of(taken)
    return {
        "breadcrumbs": crumbs,
        "category_url": crumbs[-1].url if crumbs else "",
        "colour": colour_of(course),
        "permits": allowed,
        "may_embed": allowed.embed,
        "facts": course_facts(course) + (weight_facts(weight) if weight else []),
        "cover": cover_of(course, COVER),
        "lessons": steps(course, links) if allowed.show else [],
        "files": [file for file in weight.files if file.lesson] if weight else [],
        "credits": course.credits.select_related("contributor").only(*CREDITED),
        "tags": tags_of(course),
        "source": source(course, allowed),
        "mirrored": mirrored_from(taken),
        "lives_elsewhere": course.lives_elsewhere or not allowed.show,
        "fixed_on": fixed_on(course),
        "media": media_shown(course, course, allowed, links),
        "share": shared,
        "reuse": reuse(course, allowed, shared.url, *named),
        **of_course(course, links),
    }


def changers(course, taken, request=None):
    """Who is named for having changed it; ``taken`` is its row, or None."""
    return changed_by(taken, partial(name_of_site, course, request))


def name_of_site(course, request):
    """As the records have it; the site that answers is known already."""
    url = page_url(course) or ""
    site = request and Site.find_for_request(request)
    if site and url.startswith(f"{site.root_url}/"):
        return site.site_name or site.hostname
    return Visibility().site_name(url)


def lesson_context(lesson, request):
    links = Links.of(request)
    course = lesson.course
    allowed = permits(course) if course else Permits()
    lessons = steps(lesson, links) if course else []
    here = next((i for i, step in enumerate(lessons) if step.current), None)
    return {
        "breadcrumbs": breadcrumbs(lesson, links),
        "colour": colour_of(lesson),
        "course": course,
        "permits": allowed,
        "may_embed": allowed.embed,
        "duration": duration(lesson.duration_minutes),
        "lessons": lessons,
        "number": None if here is None else here + 1,
        "previous_lesson": lessons[here - 1] if here else None,
        "next_lesson": None if here is None else next(iter(lessons[here + 1 :]), None),
        "source": source(course, allowed) if course else None,
        "fixed_on": fixed_on(lesson),
        "media": media_shown(lesson, course, allowed, links),
        "share": share(lesson, request, links),
    }


def steps(page, links):
    """The published lessons that anybody may read, in order.

    ``page`` is the course or one of its lessons, which is then the current one.
    """
    rows = [row for row in page.family if row["lesson"] and is_open(row, page)]
    return [
        Step(
            number=number,
            title=row["title"],
            url=links.path(row["url_path"]),
            duration=duration(row["minutes"]),
            current=row["pk"] == page.pk,
            uid=row["lesson"],
            minutes=row["minutes"],
        )
        for number, row in enumerate(rows, start=1)
    ]


def is_open(row, page):
    """A restricted lesson is named to nobody but to whom it is shown already."""
    return row["pk"] == page.pk or not row["restriction"]


def source(course, allowed):
    if not (allowed.link and course.source_url):
        return None
    host = (urlsplit(course.source_url).hostname or "").removeprefix("www.")
    return Source(course.source_url, host, course.needs_account)


def course_of(lesson):
    """The course above a lesson, with what its rights depend on."""
    path = lesson.path[: -CoursePage.steplen]
    return CoursePage.objects.filter(path=path).select_related("licence").first()
