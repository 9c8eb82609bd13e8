"""What the server gives to progress, marks and notes: markup, and nothing else."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courses.models import CatalogueIndexPage
from tests.wire import static_parts

from .factories import CourseFactory, LessonFactory

SCRIPTS = "prakerja_courses/mine"


@pytest.fixture
def course(category):
    return CourseFactory(parent=category, title='Kas & "Buku"', slug="kas")


@pytest.fixture
def lesson(course):
    return LessonFactory(parent=course, title="Satu")


def html_of(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.django_db
def test_a_course_names_itself_for_the_browser(client, course):
    html = html_of(client, "/kursus/bisnis-digital/kas/")
    assert f'data-course="{course.uid}"' in html
    assert 'data-course-title="Kas &amp; &quot;Buku&quot;"' in html
    assert 'data-course-url="/kursus/bisnis-digital/kas/"' in html


@pytest.mark.django_db
def test_a_lesson_names_itself_and_its_course(client, course, lesson):
    html = html_of(client, "/kursus/bisnis-digital/kas/satu/")
    assert f'data-course="{course.uid}"' in html
    assert f'data-lesson="{lesson.uid}"' in html
    assert 'data-url="/kursus/bisnis-digital/kas/satu/"' in html


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["", "satu/"])
def test_each_lesson_of_the_list_has_its_uid(client, course, lesson, path):
    other = LessonFactory(parent=course)
    html = html_of(client, f"/kursus/bisnis-digital/kas/{path}")
    found = re.findall(r'data-step="([^"]+)"', html)
    assert found == [str(lesson.uid), str(other.uid)]


@pytest.mark.django_db
def test_a_course_without_lessons_is_done_by_hand(client, course):
    html = html_of(client, "/kursus/bisnis-digital/kas/")
    assert 'data-mine-mark="done"' in html
    assert "data-mine-bar" not in html


@pytest.mark.django_db
def test_a_course_with_lessons_is_done_when_they_are(client, lesson):
    html = html_of(client, "/kursus/bisnis-digital/kas/")
    assert 'data-mine-mark="done"' not in html
    assert "data-mine-bar" in html


@pytest.mark.django_db
def test_a_preview_is_no_visit(course, rf):
    request = course.make_preview_request(rf.get("/"), "")
    assert "data-mine" not in request.render().content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/belajar-saya/", "/en/belajar-saya/"])
def test_the_page_is_the_same_for_everybody_and_may_be_kept(client, catalogue, path):
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies
    assert "cookie" not in response.get("Vary", "").lower()
    assert "no-store" not in response.get("Cache-Control", "")
    other = client.get(path, headers={"user-agent": "x", "accept-language": "ja"})
    assert other.content == response.content


@pytest.mark.django_db
def test_the_page_leads_to_the_courses_in_the_visitors_language(client, catalogue):
    assert 'href="/en/kursus/">Choose' in html_of(client, "/en/belajar-saya/")


@pytest.mark.django_db
def test_the_page_stands_without_a_catalogue(client, home):
    CatalogueIndexPage.objects.all().delete()
    assert (
        "pk-button--primary"
        not in html_of(client, "/en/belajar-saya/")
        .split("data-mine-empty")[1]
        .split("</div>")[0]
    )


@pytest.mark.django_db
def test_the_page_takes_nothing(client, home):
    assert client.post("/belajar-saya/", {"note": "x"}).status_code == 405


@pytest.mark.django_db
def test_the_page_costs_few_queries(client, catalogue, settings):
    settings.PAGE_CACHE_ENABLED = False
    client.get("/belajar-saya/")
    with CaptureQueriesContext(connection) as spent:
        client.get("/belajar-saya/")
    assert len(spent) <= 10


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/kursus/", "/kursus/bisnis-digital/kas/"])
def test_the_footer_or_the_page_leads_to_it(client, course, path):
    assert 'href="/belajar-saya/"' in html_of(client, path)


def text_of(name):
    return Path(finders.find(f"{SCRIPTS}/{name}")).read_text()


@pytest.mark.nodatabase
@pytest.mark.parametrize(
    ("entry", "kilobytes"), [("course", 4), ("strip", 4), ("page", 10)]
)
def test_the_scripts_of_a_page_are_small(entry, kilobytes):
    weight = sum(static_parts(f"{SCRIPTS}/{entry}.js").values())
    assert 0 < weight <= kilobytes * 1024


@pytest.mark.nodatabase
def test_no_script_of_ours_asks_the_network():
    folder = Path(finders.find(f"{SCRIPTS}/data.js")).parent
    code = "".join(path.read_text() for path in folder.glob("*.js"))
    forbidden = ("fetch(", "XMLHttpRequest", "sendBeacon", "WebSocket", "cookie")
    assert [word for word in forbidden if word in code] == []


@pytest.mark.nodatabase
def test_the_code_of_others_carries_its_licence():
    assert "MIT License" in text_of("lean-qr/LICENSE")
    assert "David Evans" in text_of("lean-qr/LICENSE")
