"""Blocks as editors meet them: seen before they are taken, chosen, checked."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.urls import reverse

from courses import setup
from courses.blocks import CONTENT_BLOCKS

from .factories import CourseFactory, LiveSessionFactory, UserFactory

pytestmark = pytest.mark.django_db
SHOWN_BEFORE = [name for name, block in CONTENT_BLOCKS if block.is_previewable]
CHOOSER = "prakerja_live_session_chooser"


@pytest.fixture
def editor(client, home):
    """Somebody who may do everything, signed in."""
    client.force_login(UserFactory(is_superuser=True))


@pytest.fixture
def contributor(client, category):
    """Somebody who may add courses to the category, signed in."""
    setup.ensure_contributor_groups()
    user = UserFactory()
    user.groups.add(Group.objects.get(name=f"Kontributor {category.title}"))
    client.force_login(user)
    return user


def offered(client, **query):
    """What the chooser lists: title and start of each class."""
    page = client.get(reverse(f"{CHOOSER}:choose_results"), query)
    rows = BeautifulSoup(page.content, "html.parser").select("tbody tr")
    return [[cell.get_text().strip() for cell in row.find_all("td")] for row in rows]


def titles(client, **query):
    return [row[0] for row in offered(client, **query)]


def test_all_blocks_but_chosen_files_are_seen_before_they_are_taken():
    names = {name for name, _block in CONTENT_BLOCKS}
    assert names - set(SHOWN_BEFORE) == {"image", "document"}


@pytest.mark.parametrize("name", SHOWN_BEFORE)
def test_a_preview_shows_its_example(client, editor, category, name):
    LiveSessionFactory(course=CourseFactory(parent=category), title="Kelas contoh")
    block = dict(CourseFactory().body.stream_block.child_blocks)[name]
    url = reverse("wagtailadmin_block_preview")
    answer = client.get(url, {"id": block.definition_prefix})
    assert answer.status_code == 200
    page = BeautifulSoup(answer.content, "html.parser")
    assert page.select_one("link[href$='courses.css']")
    assert page.main.get_text().strip()


def test_the_preview_of_a_live_class_works_where_there_is_none(client, editor):
    block = CourseFactory().body.stream_block.child_blocks["live_session"]
    url = reverse("wagtailadmin_block_preview")
    assert client.get(url, {"id": block.definition_prefix}).status_code == 200


class TestChooser:
    def test_lists_the_latest_first_with_their_start(self, client, editor, category):
        course = CourseFactory(parent=category)
        past = LiveSessionFactory(course=course, over=True)
        coming = LiveSessionFactory(course=course)
        (first, when), (second, _when) = offered(client)
        assert (first, second) == (coming.title, past.title)
        assert "WIB" in when

    def test_finds_by_title_of_class_or_course(self, client, editor, category):
        bread = CourseFactory(parent=category, title="Membuat roti")
        LiveSessionFactory(course=bread, title="Menimbang")
        LiveSessionFactory(course=CourseFactory(parent=category), title="Menagih")
        assert titles(client, q="roti") == ["Menimbang"]
        assert titles(client, q="nagih") == ["Menagih"]
        assert titles(client, q="tidak ada") == []

    def test_editors_find_classes_of_drafts(self, client, editor, category):
        draft = CourseFactory(parent=category, draft=True)
        session = LiveSessionFactory(course=draft)
        assert titles(client) == [session.title]

    def test_contributors_find_public_ones_and_their_own(
        self, client, contributor, category
    ):
        courses = [
            CourseFactory(parent=category),
            CourseFactory(parent=category, draft=True, owner=contributor),
            CourseFactory(parent=category, draft=True),
        ]
        public, own, foreign = (LiveSessionFactory(course=c) for c in courses)
        assert set(titles(client)) == {public.title, own.title}
        assert foreign.title not in titles(client, q=foreign.title)

    def test_a_chosen_one_is_told_to_the_editor(self, client, editor, category):
        session = LiveSessionFactory(course=CourseFactory(parent=category))
        answer = client.get(reverse(f"{CHOOSER}:chosen", args=[session.pk]))
        assert answer.json()["result"]["title"] == session.title

    def test_visitors_are_asked_to_sign_in(self, client, home):
        answer = client.get(reverse(f"{CHOOSER}:choose"))
        assert answer.status_code == 302
        assert "login" in answer.url


def test_the_page_editor_opens_with_every_block(client, editor, category):
    course = CourseFactory(parent=category)
    stream = course.body.stream_block
    course.body = [
        (name, stream.child_blocks[name].get_preview_value()) for name in SHOWN_BEFORE
    ]
    course.save()
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[course.pk]))
    assert answer.status_code == 200
    assert "Kas minggu pertama" in answer.content.decode()
