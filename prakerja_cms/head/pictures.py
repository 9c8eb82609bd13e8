"""The picture that a chat shows beside a link."""

from dataclasses import dataclass

from django.templatetags.static import static

from courses.cards import covers
from courses.models import CoursePage, LessonPage

WIDTH, HEIGHT = 1200, 630
# JPEG: some chats still show no WebP.
SPEC = f"fill-{WIDTH}x{HEIGHT}|format-jpeg|jpegquality-70"
DEFAULT = "prakerja_cms/social.png"


@dataclass(frozen=True)
class Picture:
    url: str
    width: int = WIDTH
    height: int = HEIGHT


def picture_of(page):
    """The course's cover, one query; the site's mark where there is none."""
    if (cover_id := cover_of(page)) and (drawn := covers([cover_id], SPEC)[cover_id]):
        return Picture(drawn.url, drawn.width, drawn.height)
    return Picture(static(DEFAULT))


def cover_of(page):
    match page:
        case CoursePage():
            return page.cover_id
        case LessonPage():
            return page.course and page.course.cover_id
    return None
