"""What a page weighs over the wire, before any click."""

import gzip
import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from wagtail_factories import ImageFactory

from .factories import CourseFactory, CreditFactory, LessonFactory, text

pytestmark = pytest.mark.django_db
PAGE = "/kursus/bisnis-digital/kas/"
LOADED = re.compile(
    r'<(?:link rel="stylesheet"|script|img)[^>]*? (?:href|src)="([^"]+)"'
)


@pytest.fixture
def course(category):
    """A long course: a cover, two figures, forty lessons, twelve makers."""
    figure = {"image": {"image": picture(1600), "decorative": True}, "caption": ""}
    body = [*text("kata " * 800), ("image", figure), ("image", figure)]
    cover = picture(1200)
    course = CourseFactory(parent=category, title="Kas", body=body, cover=cover)
    for _number in range(40):
        LessonFactory(parent=course)
    for _number in range(12):
        CreditFactory(page=course)
    return course


def picture(width):
    return ImageFactory(file__width=width, file__height=width * 9 // 16)


def parts(client, path):
    """The bytes of a page and of everything it loads, by address."""
    html = client.get(path).content
    found = {path: len(gzip.compress(html))}
    for url in LOADED.findall(
        re.sub(r"(?s)<template>.*?</template>", "", html.decode())
    ):
        found[url] = weight_of(client, url)
    return found


def weight_of(client, url):
    if not url.startswith(settings.STATIC_URL):
        return len(client.get(url).getvalue())
    file = finders.find(url.removeprefix(settings.STATIC_URL))
    with open(file, "rb") as opened:
        return len(gzip.compress(opened.read()))


def of(parts, ending):
    return sum(size for url, size in parts.items() if url.endswith(ending))


def test_a_long_course_stays_within_sixty_kilobytes(client, course):
    found = parts(client, PAGE)
    assert any(url.endswith(".webp") for url in found)
    assert sum(found.values()) <= 60 * 1024, found
    assert of(found, ".js") <= 10 * 1024


def test_the_data_saver_costs_less(client, course):
    saved = of(parts(client, f"{PAGE}?hemat=1"), ".webp")
    assert 0 < saved < of(parts(client, PAGE), ".webp")
