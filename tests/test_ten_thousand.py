"""Every kind of page keeps its budget when the catalogue holds 10,000 courses."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site
from wagtail_factories import ImageFactory

from courses.models import CategoryPage
from home.setup import setup_site
from tests.beginnings import begins_with
from tests.bench import crowd
from tests.courses.factories import (
    CourseFactory,
    CreditFactory,
    LessonFactory,
    LiveSessionFactory,
)
from tests.courses.paths.factories import path_through
from tests.wire import of, parts

pytestmark = pytest.mark.django_db
COURSES = 10_000
CATEGORY = "/kursus/bisnis-digital/"
COURSE = f"{CATEGORY}menjual-di-pasar/"
PAGES = {  # path, queries, kilobytes
    "home": ("/", 15, 80),
    "catalogue": ("/kursus/", 20, 60),
    "category": (CATEGORY, 20, 60),
    "filtered": (f"{CATEGORY}?level=beginner&tag=topik-1&needs=phone", 20, 60),
    "far down": ("/kursus/?sort=title&page=300", 20, 60),
    "course": (COURSE, 15, 60),
    "lesson": (f"{COURSE}satu/", 15, 60),
    "common word": (f"/cari/?q={crowd.COMMON}", 20, 50),
    "exact title": ("/cari/?q=menenun+benang+emas", 20, 50),
    "misspelt": ("/cari/?q=menenum+benag", 20, 50),
    "schedule": ("/jadwal/", 15, 60),
    "contributors": ("/kontributor/", 15, 60),
    "contributor": ("/kontributor/relawan-3/", 20, 60),
    "paths": ("/jalur-belajar/", 15, 60),
    "path": ("/jalur-belajar/dari-nol/", 15, 60),
    "my learning": ("/belajar-saya/", 15, 60),
    "donate": ("/donasi/", 15, 50),
    "transparency": ("/donasi/transparansi/", 15, 50),
}


def build_site():
    setup_site()
    Site.objects.update(hostname="testserver", port=80)
    Site.clear_site_root_paths_cache()


def build_crowd():
    crowd.fill(COURSES)


@pytest.fixture
@begins_with(build_site, build_crowd)
def crowded(db, settings):
    """A course with everything a course can have, among ten thousand."""
    settings.PAGE_CACHE_ENABLED = False
    parent = CategoryPage.objects.get(slug="bisnis-digital")
    course = CourseFactory(
        parent=parent, title="Menjual di pasar", cover=ImageFactory()
    )
    LessonFactory(parent=course, title="Satu")
    CreditFactory(page=course)
    LiveSessionFactory(course=course)
    other = CourseFactory(parent=parent, title="Membeli di pasar")
    path_through(course, other, title="Dari nol")


@pytest.mark.parametrize("name", PAGES)
def test_a_page_keeps_its_budget(client, crowded, name):
    path, queries, kilobytes = PAGES[name]
    client.get(path)
    with CaptureQueriesContext(connection) as spent:
        assert client.get(path).status_code == 200
    assert len(spent) <= queries, "\n".join(query["sql"] for query in spent)
    loaded = parts(client, path)
    assert sum(loaded.values()) <= kilobytes * 1024, loaded
    assert of(loaded, ".css") <= 15 * 1024, loaded
    assert of(loaded, ".js") <= 10 * 1024


def test_nothing_is_left_out(client, crowded):
    assert "10002" in client.get("/kursus/").content.decode()
