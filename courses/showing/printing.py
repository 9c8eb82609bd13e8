"""A whole course on paper: every lesson on one page, transcripts open."""

import re
from urllib.parse import urlsplit

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from ..catalogue import public
from ..links import Links
from ..media.shown import Shown
from ..media.uses import videos_of
from ..models import CoursePage, LessonPage, MediaItem
from ..rights import permits
from .facts import course_facts
from .mirrored import mirrored_row, origin_of
from .presenting import changers
from .reuse import reuse
from .sharing import address
from .weights import open_lessons


@require_safe
def course_print(request, uid):
    """Only what may be shown: anything else is a page that does not exist."""
    courses = public(CoursePage.objects.all(), request).select_related("licence")
    course = get_object_or_404(courses, uid=uid)
    if not permits(course).show:
        raise Http404
    url = address(course, request, Links.of(request))
    html = render_to_string("prakerja_courses/print.html", sheet(course, url), request)
    return HttpResponse(for_paper(html, url), headers={"X-Robots-Tag": "noindex"})


def sheet(course, url):
    """What the template is given."""
    ids = [row["pk"] for row in open_lessons(course)]
    taken = mirrored_row(course)
    named = changers(course, taken), origin_of(taken)
    lessons = list(LessonPage.objects.filter(pk__in=ids).order_by("path"))
    return {
        "course": course,
        "lessons": lessons,
        "media": media_of([course, *lessons]),
        "facts": course_facts(course),
        "credits": course.credits.select_related("contributor"),
        "reuse": reuse(course, permits(course), url, *named),
        "url": url,
        "may_embed": False,
    }


def media_of(pages):
    """Which of their videos are gone, in one query."""
    videos = {video for page in pages for video in videos_of(page)}
    items = MediaItem.objects.showing(videos) if videos else ()
    return {item.video.key: Shown(item.state) for item in items}


FOLDED = re.compile(r"<details\b(?![^>]*\sopen\b)")
LAZY = re.compile(r'\sloading="lazy"')
LOCAL = re.compile(r'(<a\s(?:[^>]*\s)?href=")(?=/(?!/))')


def for_paper(html, url):
    """Open what is folded, load what waits, and give addresses that can be typed."""
    html = LAZY.sub("", FOLDED.sub("<details open", html))
    parts = urlsplit(url)
    return LOCAL.sub(rf"\g<1>{parts.scheme}://{parts.netloc}", html)
