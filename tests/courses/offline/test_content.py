import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from courses.models import CoursePage
from courses.offline.assets import offline_assets
from courses.offline.content import content_of, offer
from tests.courses.factories import CourseFactory, LiveSessionFactory

from .conftest import closed_collection, document

pytestmark = pytest.mark.django_db


def version(course):
    return content_of(CoursePage.objects.get(pk=course.pk)).version


def test_the_version_stays_while_the_course_does(course):
    before = version(course)
    CourseFactory(parent=course.get_parent())
    LiveSessionFactory(course=course)
    assert version(course) == before


def test_a_changed_lesson_is_a_new_version(course):
    before = version(course)
    lesson = course.get_children().first().specific
    lesson.body = [("text", "<p>Lain.</p>")]
    lesson.save()
    assert version(course) != before


def test_another_name_of_a_file_is_a_new_version(course):
    before = version(course)
    get_document_model().objects.update(title="Tabel kas 2026")
    assert version(course) != before


def test_a_new_licence_is_a_new_version(course):
    before = version(course)
    course.licence.sentence_id = "Boleh dibagikan."
    course.licence.save()
    assert version(course) != before


def test_a_lesson_behind_a_password_is_no_part_of_it(course):
    lesson = course.get_children().first()
    PageViewRestriction.objects.create(page=lesson, restriction_type="login")
    titles = [page.title for page in content_of(course).lessons]
    assert titles == ["Tutup buku"]


def test_a_draft_is_no_part_of_it(course):
    course.get_children().first().specific.unpublish()
    assert [page.title for page in content_of(course).lessons] == ["Tutup buku"]


def test_a_file_of_a_closed_collection_is_no_part_of_it(course):
    closed = document("rahasia.txt", collection=closed_collection())
    course.body = [("document", {"document": closed, "title": ""})]
    course.save()
    assert content_of(course).documents == []


def test_hundreds_of_closed_collections_are_no_hindrance(course):
    closed = CollectionViewRestriction(collection=closed_collection())
    CollectionViewRestriction.objects.bulk_create([closed] * 1000)
    assert [file.title for file in content_of(course).documents] == ["tabel.txt"]


def test_a_course_that_may_not_be_copied_offers_nothing(embedded):
    assert offer(embedded) is None


def test_a_site_may_offer_nothing_at_all(course, settings):
    settings.PRAKERJA_COURSES = {"OFFLINE": False}
    assert offer(course) is None


def test_an_offer_that_is_known_costs_one_query(course):
    offer(course)
    again = CoursePage.objects.select_related("licence").get(pk=course.pk)
    with CaptureQueriesContext(connection) as spent:
        offer(again)
    assert len(spent) == 1  # the place in the tree, which the page asks for anyway


def test_the_size_told_before_is_about_the_size_that_comes(course, rf):
    told = offer(course)
    request = rf.get("/")
    assets = offline_assets(content_of(course), request)
    came = sum(asset.bytes for asset in assets if asset.kind != "file")
    assert told.bytes == pytest.approx(came, rel=0.2)
