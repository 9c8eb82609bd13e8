import pytest

from tests.courses.factories import CategoryFactory, CourseFactory
from tests.courses.trees import translate_all

pytestmark = pytest.mark.django_db


def test_categories_in_the_order_of_the_catalogue(get, catalogue):
    for title in ("Zebra", "Apel"):
        CategoryFactory(parent=catalogue, title=title)
    page = get("categories/")
    assert [found["title"] for found in page["results"]] == ["Zebra", "Apel"]
    assert (page["total"], page["next"], page["previous"]) == (2, None, None)


def test_a_category_by_its_identity(get, category):
    CourseFactory(parent=category)
    CourseFactory(parent=category, draft=True)
    assert get(f"categories/{category.uid}/") == {
        "uid": str(category.uid),
        "slug": "bisnis-digital",
        "language": "id",
        "title": "Bisnis Digital",
        "url": "http://testserver/kursus/bisnis-digital/",
        "introduction": "",
        "colour": "laut",
        "course_count": 1,
        "courses_url": f"http://testserver/api/v1/courses/?category={category.uid}",
    }


def test_its_count_and_its_list_agree(get, client, catalogue):
    one, two = CategoryFactory(parent=catalogue), CategoryFactory(parent=catalogue)
    CourseFactory(parent=one)
    CourseFactory.create_batch(2, parent=two)
    for found in get("categories/")["results"]:
        listed = client.get(found["courses_url"]).json()
        assert listed["total"] == found["course_count"] > 0


def test_a_slug_that_stands_in_two_trees_is_two_categories(get, client, category):
    there = translate_all(*category.get_ancestors()[1:].specific(), category)[-1]
    CourseFactory(parent=category, language="jv")
    CourseFactory.create_batch(2, parent=there)
    told = {found["language"]: found for found in get("categories/")["results"]}
    assert [told[tree]["course_count"] for tree in ("id", "en")] == [1, 2]
    for found in told.values():
        assert client.get(found["courses_url"]).json()["total"] == found["course_count"]
    assert get("courses/", category=category.slug)["total"] == 3


def test_a_draft_has_no_address(get, catalogue):
    draft = CategoryFactory(parent=catalogue, draft=True)
    assert get("categories/")["total"] == 0
    get(f"categories/{draft.uid}/", status=404)


def test_a_course_is_not_a_category(get, category):
    get(f"categories/{CourseFactory(parent=category).uid}/", status=404)
