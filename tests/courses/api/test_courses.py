import datetime as dt
import json

import pytest

from courses.records.amb_schema import FIELDS
from tests.courses.factories import (
    ContributorFactory,
    CourseFactory,
    CreditFactory,
    LessonFactory,
    LiveSessionFactory,
    licence,
    text,
)

from .test_listing import YESTERDAY, lock

pytestmark = pytest.mark.django_db
DETAIL_ONLY = {"body", "text", "translations", "markdown", "blocks", "lessons"}


def test_list_and_detail_tell_the_same_facts(get, detail, category):
    course = CourseFactory(parent=category)
    [entry], whole = get("courses/")["results"], detail(course)
    assert whole.keys() - entry.keys() - FIELDS.keys() == DETAIL_ONLY
    assert {name: whole[name] for name in entry} == entry


def test_the_facts_of_a_course(detail, category):
    course = CourseFactory(
        parent=category,
        title="Tabel",
        format="mixed",
        level="intermediate",
        language="en",
        duration_minutes=90,
        needs_app="LibreOffice",
        device="computer",
        needs_internet=False,
        needs_account=True,
        source_url="https://sumber.example/tabel",
        verified_on=dt.date(2026, 11, 1),
    )
    course.tags.add("excel", "angka")
    course.save()
    found = detail(course)
    assert found["uid"] == str(course.uid)
    assert found["title"] == "Tabel"
    assert found["url"] == "http://testserver/kursus/bisnis-digital/tabel/"
    assert found["api_url"] == f"http://testserver/api/v1/courses/{course.uid}/"
    assert found["category"] == {
        "uid": str(category.uid),
        "slug": "bisnis-digital",
        "title": "Bisnis Digital",
        "url": "http://testserver/kursus/bisnis-digital/",
    }
    assert found["tags"] == ["angka", "excel"]
    assert (found["format"], found["level"]) == ("mixed", "intermediate")
    assert (found["language"], found["duration_minutes"]) == ("en", 90)
    assert found["needs"] == {
        "device": "computer",
        "internet": False,
        "app": "LibreOffice",
        "account": True,
    }
    assert found["rights_holder"] == "Yayasan Contoh"
    assert found["source_url"] == "https://sumber.example/tabel"
    assert found["verified_on"] == "2026-11-01"
    assert found["price"] == {"amount": 0, "currency": "IDR"}
    created = course.first_published_at.isoformat().replace("+00:00", "Z")
    assert (found["created"], found["updated"]) == (created, created)


def test_what_is_not_known_is_null(detail, category):
    found = detail(CourseFactory(parent=category, duration_minutes=None))
    for name in ("duration_minutes", "source_url", "cover", "verified_on", "handover"):
        assert found[name] is None


def test_a_course_of_a_category_in_draft_is_not_there(client, category):
    course = CourseFactory(parent=category)
    category.unpublish()
    assert client.get(f"/api/v1/courses/{course.uid}/").status_code == 404


@pytest.mark.parametrize("price", [0, 1])
def test_a_course_is_handed_over_for_zero_or_one_rupiah(detail, category, price):
    found = detail(CourseFactory(parent=category, handover_price=price))
    assert found["handover"] == {"amount": price, "currency": "IDR"}
    assert found["price"]["amount"] == 0


def test_a_course_that_may_not_be_shared_is_not_handed_over(detail, category):
    embed_only = licence("embed-only")
    course = CourseFactory(parent=category, handover_price=0, licence=embed_only)
    assert detail(course)["handover"] is None


def test_credits_in_the_editors_order(detail, category):
    course = CourseFactory(parent=category)
    first = ContributorFactory(name="Ibu Sari", kind="person")
    second = ContributorFactory(name="Onno Center", kind="organisation")
    CreditFactory(page=course, contributor=second, role="editor", sort_order=2)
    CreditFactory(page=course, contributor=first, role="author", sort_order=1)
    found = detail(course)["contributors"]
    assert [c["name"] for c in found] == ["Ibu Sari", "Onno Center"]
    assert found[0] == {
        "uid": str(first.uid),
        "name": "Ibu Sari",
        "kind": "person",
        "role": "author",
        "url": "http://testserver/kontributor/ibu-sari/",
    }


def test_a_contributor_who_wants_no_page_has_no_address(detail, category):
    course = CourseFactory(parent=category)
    CreditFactory(page=course, contributor=ContributorFactory(listed=False))
    assert detail(course)["contributors"][0]["url"] is None


def test_live_classes_come_in_order_and_never_say_how_to_join(client, category):
    course = CourseFactory(parent=category)
    later = LiveSessionFactory(course=course, title="Besok", recording_url="")
    LiveSessionFactory(course=course, title="", over=True, status="cancelled")
    answer = client.get(f"/api/v1/courses/{course.uid}/")
    found = answer.json()["sessions"]
    assert [s["title"] for s in found] == [course.title, "Besok"]
    assert found[0]["status"] == "cancelled"
    assert found[1]["uid"] == str(later.uid)
    assert found[1]["url"] == f"http://testserver/jadwal/{later.uid}/"
    assert found[1]["timezone"] == "Asia/Jakarta"
    assert found[1]["starts_at"].endswith("Z")
    assert "zoom.example" not in answer.content.decode()
    assert "join" not in json.dumps(found)


def test_a_recording_is_told_when_the_class_is_over(client, category):
    course = CourseFactory(parent=category)
    video = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
    LiveSessionFactory(course=course, over=True, recording_url=video)
    LiveSessionFactory(course=course, recording_url=video)
    found = client.get(f"/api/v1/courses/{course.uid}/").json()["sessions"]
    assert [session["recording_url"] for session in found] == [video, None]


def test_a_host_without_the_pages_of_the_app_has_no_addresses_there(
    detail, category, settings
):
    course = CourseFactory(parent=category)
    CreditFactory(page=course)
    LiveSessionFactory(course=course)
    settings.ROOT_URLCONF = "tests.courses.api.bare_urls"
    found = detail(course)
    assert found["contributors"][0]["url"] is None
    assert found["sessions"][0]["url"] is None


class TestLessons:
    def test_stand_in_their_order_with_their_text(self, detail, category):
        course = CourseFactory(parent=category)
        first = LessonFactory(parent=course, title="Satu", summary="Mulai")
        LessonFactory(parent=course, title="Dua", body=text("Lalu jumlahkan."))
        found = detail(course)["lessons"]
        assert [lesson["title"] for lesson in found] == ["Satu", "Dua"]
        assert found[0]["uid"] == str(first.uid)
        assert found[0]["url"] == f"{detail(course)['url']}satu/"
        assert found[0]["summary"] == "Mulai"
        assert found[0]["duration_minutes"] == 15
        assert found[1]["body"] == "<p>Lalu jumlahkan.</p>"

    def test_drafts_and_private_ones_are_left_out(self, detail, category):
        course = CourseFactory(parent=category)
        LessonFactory(parent=course, draft=True)
        lock(LessonFactory(parent=course))
        LessonFactory(parent=course, title="Terbuka")
        found = detail(course)
        assert [lesson["title"] for lesson in found["lessons"]] == ["Terbuka"]

    def test_a_private_lesson_does_not_move_the_date(self, get, category):
        course = CourseFactory(parent=category, first_published_at=YESTERDAY)
        lock(LessonFactory(parent=course))
        [entry] = get("courses/")["results"]
        assert entry["updated"] == YESTERDAY.isoformat().replace("+00:00", "Z")

    def test_of_a_course_that_is_only_linked_are_not_told(self, detail, category):
        course = CourseFactory(
            parent=category,
            licence=licence("link-only"),
            source_url="https://sumber.example/",
        )
        LessonFactory(parent=course)
        assert detail(course)["lessons"] == []


class TestLicence:
    def test_an_open_one_with_all_it_permits(self, detail, category):
        found = detail(
            CourseFactory(parent=category, licence=licence("cc-by-nc-sa-4.0"))
        )["licence"]
        assert found["code"] == "cc-by-nc-sa-4.0"
        assert found["state"] == "open"
        assert found["spdx"] == "CC-BY-NC-SA-4.0"
        assert found["name"] == "CC BY-NC-SA 4.0"
        assert found["url"] == "https://creativecommons.org/licenses/by-nc-sa/4.0/"
        assert found["sentence"]["en"].startswith("You may share and change it")
        assert found["sentence"]["id"].startswith("Boleh dibagikan dan diubah")
        assert found["permits"] == {
            "show": True,
            "embed": True,
            "link": True,
            "share": True,
            "adapt": True,
            "sell": False,
            "handover": False,
        }

    def test_what_it_asks_for_is_what_its_list_says(self, get, detail, category):
        course = CourseFactory(parent=category, licence=licence("cc-by-sa-4.0"))
        asked = {"attribution": True, "share_alike": True}
        LessonFactory(parent=course)
        assert detail(course)["licence"]["asks"] == asked
        assert get("lessons/")["results"][0]["licence"]["asks"] == asked
        [listed] = [
            one
            for one in get("licences/", limit=100)["results"]
            if one["code"] == "cc-by-sa-4.0"
        ]
        assert listed["asks"] == asked

    def test_a_state_that_is_no_licence_has_no_identifier(self, detail, category):
        course = CourseFactory(parent=category, licence=licence("embed-only"))
        found = detail(course)["licence"]
        assert (found["state"], found["spdx"], found["url"]) == (
            "embed-only",
            None,
            None,
        )
