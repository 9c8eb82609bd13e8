"""The pictures and documents of a course taken offline: often what it is all about."""

import json
from pathlib import Path

import pytest
import wagtail_factories
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    Locale,
    ModelLogEntry,
    Page,
)

from courses.reports.files import files_only_in
from courses.reports.takedown import ACTION, take_offline

from ..factories import (
    ContributorFactory,
    CourseFactory,
    LessonFactory,
    ProblemReportFactory,
)

pytestmark = pytest.mark.django_db
REASON = "Fotografer meminta."


@pytest.fixture
def moderator(sign_in):
    return sign_in("Moderators")


@pytest.fixture
def photo(tree):
    return wagtail_factories.ImageFactory(
        title="Foto Batik", file__filename="batik.jpg"
    )


@pytest.fixture
def sheet(tree):
    file = ContentFile(b"%PDF-1.4", name="lembar.pdf")
    return wagtail_factories.DocumentFactory(title="Lembar Batik", file=file)


def course_with(*media, make=CourseFactory, **facts):
    blocks = json.dumps([block_of(medium) for medium in media])
    return make(body=blocks, **facts)


def block_of(medium):
    if isinstance(medium, get_image_model()):
        image = {"image": medium.pk, "alt_text": "Kain", "decorative": False}
        return {"type": "image", "value": {"image": image, "caption": ""}}
    return {"type": "document", "value": {"document": medium.pk, "title": ""}}


@pytest.fixture
def course(photo, sheet):
    return course_with(photo, sheet, title="Batik Tulis")


def takedown(page, report=None):
    url = f"/admin/courses/{page.pk}/take-offline/"
    return f"{url}?report={report.pk}" if report else url


def offline(page, user, **facts):
    return take_offline(page=page, user=user, reason=REASON, with_files=True, **facts)


def is_hidden(medium):
    return read_anew(medium).collection.name == "Ditarik dari publik"


def read_anew(medium):
    return type(medium).objects.get(pk=medium.pk)


# Which ones


def test_what_the_course_and_its_lessons_show_goes_with_them(course, photo, sheet):
    own = wagtail_factories.ImageFactory(title="Canting")
    lesson = course_with(own, sheet, make=LessonFactory, parent=course)
    assert files_only_in([course, lesson]) == [own, photo, sheet]


def test_what_another_page_shows_too_stays(course, photo, sheet):
    course_with(photo, title="Batik Cap")
    assert files_only_in([course]) == [sheet]


def test_a_contributors_portrait_stays(course, photo, sheet):
    ContributorFactory(logo=photo)
    assert files_only_in([course]) == [sheet]


def test_what_only_the_translations_share_goes_with_them(moderator, course, sheet):
    english, _created = Locale.objects.get_or_create(language_code="en")
    for page in course.get_ancestors().filter(depth__gt=1):
        page.specific.copy_for_translation(english)
    course.copy_for_translation(english)
    offline(course, moderator)
    assert not is_hidden(sheet)
    offline(course, moderator, with_translations=True)
    assert is_hidden(sheet)


# What becomes of them


def test_a_document_opens_for_nobody_outside_any_more(client, moderator, course, sheet):
    client.logout()
    assert client.get(sheet.url).status_code == 200
    offline(course, moderator)
    assert client.get(sheet.url).status_code == 302
    client.force_login(moderator)
    assert client.get(sheet.url).status_code == 200


def test_moving_a_document_to_another_collection_brings_it_back(
    client, moderator, course, sheet
):
    offline(course, moderator)
    sheet = read_anew(sheet)
    sheet.collection = Collection.get_first_root_node()
    sheet.save()
    client.logout()
    assert client.get(sheet.url).status_code == 200


def test_every_known_address_of_a_picture_ends(
    moderator, course, photo, django_capture_on_commit_callbacks
):
    small, large = (photo.get_rendition(f"width-{width}") for width in (10, 20))
    known = [photo.file.name, small.file.name, large.file.name]
    assert all(map(default_storage.exists, known))
    with django_capture_on_commit_callbacks(execute=True):
        offline(course, moderator)
    assert not any(map(default_storage.exists, known))


def test_a_picture_is_there_again_when_its_page_is(moderator, course, photo):
    was, pixels = Path(photo.file.name).stem, photo.file.read()
    offline(course, moderator)
    photo = read_anew(photo)
    assert photo.file.read() == pixels
    again = photo.get_rendition("width-10").file.name
    assert default_storage.exists(again)
    assert was not in again


def test_a_picture_whose_file_is_lost_stops_nothing(moderator, course, photo):
    default_storage.delete(photo.file.name)
    offline(course, moderator)
    assert not Page.objects.get(pk=course.pk).live


def test_each_file_remembers_who_why_and_where_it_was(moderator, course, photo, sheet):
    offline(course, moderator)
    for medium in (photo, sheet):
        entry = ModelLogEntry.objects.for_instance(medium).get(action=ACTION)
        assert entry.user == moderator
        assert entry.data["reason"] == REASON
        assert entry.data["collection"] == "Test collection"


def test_twice_uses_one_collection(moderator, course, photo):
    offline(course, moderator)
    offline(course_with(wagtail_factories.ImageFactory()), moderator)
    names = Collection.objects.values_list("name", flat=True)
    assert list(names).count("Ditarik dari publik") == 1
    assert read_anew(photo).collection.get_view_restrictions().count() == 1


# On the screen


@pytest.mark.parametrize(("kind", "ticked"), [("copyright", True), ("video", False)])
def test_the_files_are_named_and_ticked_for_a_complaint_about_rights(
    client, moderator, course, kind, ticked
):
    report = ProblemReportFactory(page=course, kind=kind)
    answer = client.get(takedown(course, report))
    html = answer.content.decode()
    assert "Foto Batik" in html
    assert "lembar" in html
    assert bool(answer.context["form"]["with_files"].value()) == ticked


@pytest.mark.parametrize("ticked", [True, False])
def test_the_tick_decides(client, moderator, course, sheet, ticked):
    tick = {"with_files": "on"} if ticked else {}
    answer = client.post(takedown(course), {"reason": "x", **tick}, follow=True)
    assert ("out of public view, too." in answer.content.decode()) == ticked
    client.logout()
    assert client.get(sheet.url).status_code == (302 if ticked else 200)


def test_without_files_nothing_is_asked(client, moderator):
    html = client.get(takedown(CourseFactory())).content.decode()
    assert "with_files" not in html
