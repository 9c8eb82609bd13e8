"""The picture that a chat shows beside a link."""

from dataclasses import dataclass

from django.templatetags.static import static

from courses.models import CoursePage, LessonPage
from courses.showing.cards import SOCIAL, cover_of

WIDTH, HEIGHT = 1200, 630
DEFAULT = "prakerja_cms/social.png"


@dataclass(frozen=True)
class Picture:
    url: str
    width: int = WIDTH
    height: int = HEIGHT


def picture_of(page):
    """The course's cover; the site's mark where there is none."""
    course = course_of(page)
    if course and (drawn := cover_of(course, SOCIAL)):
        return Picture(drawn.url, drawn.width, drawn.height)
    return Picture(static(DEFAULT))


def course_of(page):
    match page:
        case CoursePage():
            return page
        case LessonPage():
            return page.course
    return None
