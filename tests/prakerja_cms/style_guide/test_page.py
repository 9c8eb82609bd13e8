import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from prakerja_cms.style_guide.tokens import KIT, text_of

pytestmark = pytest.mark.django_db
COURSES = "prakerja_courses/courses.css"
# Classes that the page leaves out, each with its reason.
LEFT_OUT = {
    "pk-trap",  # seen by nobody
    "pk-cover",  # these three show an image, and the page has none of its own
    "pk-logo",
    "pk-video__poster",
    "pk-label",  # a caption for what is no field; looks like any label
}


@pytest.fixture
def page(client):
    answer = client.get("/gaya/")
    assert answer.status_code == 200
    return answer


def classes_of(html):
    return set(" ".join(re.findall(r'class="([^"]*)"', html)).split())


@pytest.mark.parametrize("css", [KIT, COURSES])
def test_every_component_of_the_style_sheets_is_shown(page, css):
    rules = re.sub(r"/\*.*?\*/", "", text_of(css), flags=re.DOTALL)
    written = set(re.findall(r"\.(pk-[\w-]+)", rules))
    assert written - classes_of(page.content.decode()) - LEFT_OUT == set()


def test_nothing_is_left_out_that_is_shown(page):
    assert LEFT_OUT & classes_of(page.content.decode()) == set()


def test_a_class_is_shown_in_each_of_its_states(page):
    states = re.findall(r'data-state="(\w+)"', page.content.decode())
    assert set(states) == {"now", "coming", "moved", "cancelled", "past"}


def test_search_engines_keep_out(page):
    assert page.headers["X-Robots-Tag"] == "noindex"


def test_nobody_gets_a_cookie(page):
    assert not page.cookies


def test_no_id_stands_twice(page):
    ids = re.findall(r' id="([^"]+)"', page.content.decode())
    assert sorted(ids) == sorted(set(ids))


def test_it_is_told_in_english_too(client):
    html = client.get("/en/gaya/").content.decode()
    assert "Buttons and badges" in html


def test_it_costs_few_queries(client):
    client.get("/gaya/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/gaya/")
    assert len(queries) <= 15


def test_it_is_read_only(client):
    assert client.post("/gaya/").status_code == 405
