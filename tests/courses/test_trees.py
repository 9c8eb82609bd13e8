"""Where a site has pages in two languages, each tree shows its own courses."""

import pytest
from django.urls import reverse

from courses.links import Links
from courses.management.commands.import_courses import find_category

from .factories import (
    ContributorFactory,
    CourseFactory,
    CreditFactory,
    LessonFactory,
    LiveSessionFactory,
)
from .trees import translate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uncached(settings):
    settings.PAGE_CACHE_ENABLED = False


@pytest.fixture
def english(home, catalogue, category):
    """The English category below an English home and catalogue."""
    translate(home, title="Home")
    translate(catalogue, title="Courses")
    return translate(category, title="Digital Business")


@pytest.fixture
def course(category, english):
    return CourseFactory(parent=category, title="Tenun untuk Dijual")


@pytest.fixture
def weaving(course):
    """The course in English."""
    return translate(course, title="Weaving for Sale", slug="weaving", summary="Sell.")


@pytest.fixture
def alone(category, english):
    """A course that nobody has translated."""
    return CourseFactory(parent=category, title="Tenun Ikat")


def text_of(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    text = answer.content.decode()
    return text.replace("<mark>", "").replace("</mark>", "")


@pytest.mark.parametrize(
    "path",
    ["", "kursus/", "kursus/bisnis-digital/", "cari/?q=tenun", "cari/?q=weaving"],
)
def test_each_tree_lists_its_own_courses(client, weaving, alone, path):
    indonesian, english = text_of(client, f"/{path}"), text_of(client, f"/en/{path}")
    assert "Weaving for Sale" not in indonesian
    assert "Tenun Ikat" not in english
    assert ("Weaving for Sale" in english) is ("tenun" not in path)
    assert ("Tenun Ikat" in indonesian) is ("weaving" not in path)


def test_each_tree_has_its_own_doors(client, weaving, alone):
    assert "Digital Business" not in text_of(client, "/")
    english = text_of(client, "/en/")
    assert "Bisnis Digital" not in english
    assert "1 course<" in english


def test_a_contributor_is_listed_where_their_courses_are(client, weaving, alone):
    both, one = ContributorFactory(name="Ani"), ContributorFactory(name="Budi")
    for page, contributor in ((weaving, both), (alone, both), (alone, one)):
        CreditFactory(page=page, contributor=contributor)
    listed = text_of(client, "/en/kontributor/")
    assert "Ani" in listed
    assert "1 course<" in listed
    assert "Budi" not in listed
    assert "Budi" in text_of(client, "/kontributor/")


def test_a_contributors_page_shows_the_courses_of_the_tree(client, weaving, alone):
    contributor = ContributorFactory(name="Ani")
    for page in (weaving, alone):
        CreditFactory(page=page, contributor=contributor)
    english = text_of(client, "/en/kontributor/ani/")
    assert "Weaving for Sale" in english
    assert "Tenun Ikat" not in english
    CreditFactory(page=alone, contributor=ContributorFactory(name="Budi"))
    assert client.get("/en/kontributor/budi/").status_code == 404


def test_classes_stand_in_both_schedules_under_the_name_of_the_tree(
    client, course, weaving
):
    LiveSessionFactory(course=course, title="Bertanya")
    LiveSessionFactory(course=course, title="", over=True)
    english = text_of(client, "/en/jadwal/")
    assert "Bertanya" in english
    assert "From the course “Weaving for Sale”" in english
    assert "Tenun untuk Dijual" not in english
    indonesian = text_of(client, "/jadwal/")
    assert "Bertanya" in indonesian
    assert "Weaving" not in indonesian


def test_a_class_of_an_untranslated_course_leads_to_where_it_is(client, alone):
    session = LiveSessionFactory(course=alone)
    page = text_of(client, f"/en/jadwal/{session.uid}/")
    assert f'href="{alone.url}"' in page


def test_a_class_leads_to_the_translation_of_its_course(client, course, weaving):
    session = LiveSessionFactory(course=course)
    assert f'href="{weaving.url}"' in text_of(client, f"/en/jadwal/{session.uid}/")
    assert f'href="{course.url}"' in text_of(client, f"/jadwal/{session.uid}/")


def test_the_translation_of_a_course_shows_its_classes(client, course, weaving):
    LiveSessionFactory(course=course, title="Bertanya langsung")
    assert "Bertanya langsung" in text_of(client, weaving.url)
    assert "Live class on" in text_of(client, "/en/kursus/")
    assert "Bertanya langsung" in text_of(client, "/en/")


def test_classes_of_an_unpublished_course_stay_hidden(client, course, weaving):
    LiveSessionFactory(course=course, title="Bertanya langsung")
    course.unpublish()
    for path in (weaving.url, "/en/jadwal/", "/en/"):
        assert "Bertanya langsung" not in text_of(client, path)
    assert "Live class on" not in text_of(client, "/en/kursus/")


def test_a_copied_course_and_lesson_have_an_identity_of_their_own(course, weaving):
    lesson = LessonFactory(parent=course)
    assert weaving.uid != course.uid
    assert translate(lesson).uid != lesson.uid
    assert weaving.translation_key == course.translation_key


def test_the_api_has_all_courses_each_with_its_address_and_language(
    client, course, weaving
):
    listed = client.get(reverse("prakerja_courses_api:courses")).json()["results"]
    assert {(one["url"], one["language"]) for one in listed} == {
        (course.full_url, "id"),
        (weaving.full_url, "en"),
    }
    assert {one["category"]["url"] for one in listed} == {
        course.get_parent().full_url,
        weaving.get_parent().full_url,
    }


def test_a_list_is_imported_into_the_first_language_unless_told(category, english):
    assert find_category("bisnis-digital") == category
    assert find_category(english.url_path) == english


def test_with_one_tree_nothing_is_narrowed(rf, home):
    links = Links.of(rf.get("/", SERVER_NAME="testserver"))
    assert links.tree is None
    assert links.own(home) is home
