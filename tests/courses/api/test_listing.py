import datetime as dt

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from courses.models import ContentRecord, CoursePage
from tests.courses.factories import (
    CategoryFactory,
    CourseFactory,
    HomePageFactory,
    LessonFactory,
    licence,
    text,
)

pytestmark = pytest.mark.django_db
YESTERDAY = timezone.now() - dt.timedelta(days=1)


def lock(page):
    PageViewRestriction.objects.create(page=page, restriction_type="login")


class TestWhatIsPublic:
    def test_a_draft_is_in_no_list_and_has_no_address(self, titles, get, category):
        draft = CourseFactory(parent=category, draft=True)
        assert titles() == []
        get(f"courses/{draft.uid}/", status=404)

    def test_a_withdrawn_course_is_gone(self, titles, get, category):
        course = CourseFactory(parent=category)
        assert titles() == [course.title]
        course.unpublish()
        assert titles() == []
        get(f"courses/{course.uid}/", status=404)

    @pytest.mark.parametrize("place", ["course", "category"])
    def test_a_course_behind_a_login_is_not_shown(self, titles, get, category, place):
        course = CourseFactory(parent=category)
        lock(course if place == "course" else category)
        assert titles() == []
        get(f"courses/{course.uid}/", status=404)

    def test_a_private_category_is_not_even_named(self, get, category):
        lock(category)
        assert get("categories/")["total"] == 0
        get(f"categories/{category.uid}/", status=404)
        get("courses/", status=400, category=category.slug)

    def test_an_alias_is_not_a_second_course(self, titles, get, category):
        course = CourseFactory(parent=category)
        alias = course.create_alias(update_slug="salinan")
        assert titles() == [course.title]
        get(f"courses/{alias.uid}/", status=404)

    @pytest.mark.parametrize(
        "wrong", [{"licence": None}, {"rights_holder": ""}, {"licence": "unknown"}]
    )
    def test_a_course_without_known_rights_is_not_shown(
        self, titles, get, category, wrong
    ):
        course = CourseFactory(parent=category)
        if wrong.get("licence"):
            wrong = {"licence": licence(wrong["licence"])}
        CoursePage.objects.filter(pk=course.pk).update(**wrong)
        assert titles() == []
        get(f"courses/{course.uid}/", status=404)

    def test_a_course_on_no_site_is_not_shown(self, titles, get, category):
        elsewhere = HomePageFactory(parent=Page.get_first_root_node(), slug="lain")
        course = CourseFactory(parent=category)
        course.move(elsewhere, pos="last-child")
        assert titles() == []
        get(f"courses/{course.uid}/", status=404)

    def test_without_any_site_the_lists_are_empty(self, get, category):
        CourseFactory(parent=category)
        Site.objects.all().delete()
        assert get("courses/")["total"] == 0
        assert get("categories/")["total"] == 0


class TestFilters:
    def test_by_category(self, titles, catalogue, category):
        other = CategoryFactory(parent=catalogue, title="Pengembangan Diri")
        CourseFactory(parent=category, title="Toko")
        CourseFactory(parent=other, title="Surat lamaran")
        assert titles(category="pengembangan-diri") == ["Surat lamaran"]
        assert titles(category="bisnis-digital") == ["Toko"]

    def test_an_empty_category_has_an_empty_list(self, get, category):
        assert get("courses/", category=category.slug)["total"] == 0

    def test_by_tag_under_its_name_or_slug(self, titles, category):
        course = CourseFactory(parent=category, title="Tabel")
        course.tags.add("Lembar Kerja", "excel")
        course.save()
        CourseFactory(parent=category)
        for tag in ("Lembar Kerja", "lembar kerja", "lembar-kerja", "excel"):
            assert titles(tag=tag) == ["Tabel"]
        assert titles(tag="lembar") == []

    @pytest.mark.parametrize(
        ("name", "value"),
        [("format", "video"), ("level", "advanced"), ("language", "jv")],
    )
    def test_by_a_fact(self, titles, category, name, value):
        CourseFactory(parent=category, title="Yang ini", **{name: value})
        CourseFactory(parent=category)
        assert titles(**{name: value}) == ["Yang ini"]

    def test_filters_add_up(self, titles, category):
        CourseFactory(parent=category, format="video", level="advanced", title="Dua")
        CourseFactory(parent=category, format="video")
        CourseFactory(parent=category, level="advanced")
        assert titles(format="video", level="advanced") == ["Dua"]


class TestUpdatedSince:
    @pytest.fixture
    def course(self, category, get):
        course = CourseFactory(parent=category)
        get("courses/")
        ContentRecord.objects.update(modified_at=YESTERDAY)
        return course

    def test_finds_what_changed_at_that_moment_or_later(self, titles, course):
        assert titles(updated_since=YESTERDAY.isoformat()) == [course.title]
        later = YESTERDAY + dt.timedelta(seconds=1)
        assert titles(updated_since=later.isoformat()) == []

    def test_takes_any_offset(self, titles, course):
        jakarta = YESTERDAY.astimezone(dt.timezone(dt.timedelta(hours=7)))
        assert titles(updated_since=jakarta.isoformat()) == [course.title]

    def test_a_course_changes_with_its_lessons(self, titles, detail, course):
        before = timezone.now().isoformat()
        assert titles(updated_since=before) == []
        lesson = LessonFactory(parent=course)
        assert titles(updated_since=before) == [course.title]
        published = lesson.last_published_at.isoformat()
        assert detail(course)["updated"] == published.replace("+00:00", "Z")

    def test_what_is_saved_without_a_difference_did_not_change(self, titles, course):
        before = timezone.now().isoformat()
        course.save()
        assert titles(updated_since=before) == []


class TestSearch:
    def test_finds_words_in_title_and_text(self, titles, category):
        CourseFactory(parent=category, title="Menata rak")
        CourseFactory(parent=category, title="Toko", body=text("menata rak toko"))
        CourseFactory(parent=category, title="Lain")
        assert set(titles(search="rak")) == {"Menata rak", "Toko"}

    def test_every_word_must_be_there(self, titles, category):
        CourseFactory(parent=category, title="Menata rak")
        assert titles(search="menata gudang") == []

    def test_goes_together_with_filters(self, titles, category):
        CourseFactory(parent=category, title="Rak satu", level="advanced")
        CourseFactory(parent=category, title="Rak dua")
        assert titles(search="rak", level="advanced") == ["Rak satu"]

    def test_does_not_find_drafts(self, titles, category):
        CourseFactory(parent=category, title="Rak", draft=True)
        assert titles(search="rak") == []

    @pytest.mark.parametrize(
        "words", ["!!", '"" OR', "rak*", "(((", "\U0001f600 \U0001f600", "'; --"]
    )
    def test_takes_whatever_people_type(self, get, category, words):
        CourseFactory(parent=category, title="Rak")
        assert get("courses/", search=words)["total"] in (0, 1)

    def test_of_a_word_that_stands_everywhere_the_newest_come_first(
        self, titles, get, category, monkeypatch
    ):
        monkeypatch.setattr("courses.api.choosing.SEARCH_LIMIT", 2)
        for n in range(4):
            CourseFactory(parent=category, title=f"Rak {n}")
        assert titles(search="rak") == ["Rak 3", "Rak 2"]
        assert get("courses/", search="rak")["total"] == 2

    def test_of_very_many_those_asked_for_are_found(
        self, titles, category, monkeypatch
    ):
        monkeypatch.setattr("courses.api.choosing.SEARCH_LIMIT", 2)
        CourseFactory(parent=category, title="Rak basics", language="en")
        for n in range(4):
            CourseFactory(parent=category, title=f"Rak {n}")
        assert titles(search="rak", language="en") == ["Rak basics"]

    def test_words_are_filed_later_and_their_answer_is_not_tied_to_a_number(
        self, client, category
    ):
        CourseFactory(parent=category, title="Rak")
        answer = client.get("/api/v1/courses/", {"search": "rak"})
        assert not answer["ETag"].startswith('W/"1')
