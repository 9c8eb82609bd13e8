"""Every open record is a valid document of the AMB profile (schema.org, LRMI)."""

import json

import jsonschema
import pytest

from courses.models import ContentRecord
from courses.records.keeping import keep_all
from tests.amb import amb_validator
from tests.courses.factories import CourseFactory, CreditFactory, LessonFactory, licence

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def amb():
    return amb_validator()


def documents(*kinds):
    records = ContentRecord.objects.filter(kind__in=kinds, state="updated")
    return [json.loads(record.data) for record in records]


def test_courses_and_lessons_are_valid(world, amb):
    found = documents("course", "lesson")
    assert len(found) == 3
    for document in found:
        amb.validate(document)


@pytest.mark.parametrize("role", ["author", "translator"])
@pytest.mark.parametrize("code", ["cc-by-4.0", "cc0-1.0", "cc-by-nc-nd-4.0"])
def test_whatever_stands_in_it(category, amb, code, role):
    course = CourseFactory(
        parent=category,
        licence=licence(code),
        source_url="https://sumber.example/kursus",
        duration_minutes=None,
        format="external",
        first_published_at=None,
    )
    CreditFactory(page=course, role=role)
    LessonFactory(parent=course, summary="", duration_minutes=None)
    keep_all()
    for document in documents("course", "lesson"):
        amb.validate(document)


@pytest.mark.parametrize("code", ["embed-only", "link-only", "by-permission"])
def test_of_other_rights_the_licence_is_left_out(category, amb, code):
    CourseFactory(
        parent=category,
        licence=licence(code),
        rights_note="Izin tertulis, 1 Mei 2026.",
        source_url="https://sumber.example/",
    )
    keep_all()
    [document] = documents("course")
    assert "license" not in document
    assert document["rights"]["state"] == code
    amb.validate(document)


def test_a_document_without_a_name_is_noticed(world, amb):
    document = documents("course")[0]
    del document["name"]
    with pytest.raises(jsonschema.ValidationError):
        amb.validate(document)


def test_files_have_size_and_digest(world):
    [document] = [one for one in documents("course") if one["title"] == "Catat uang"]
    [file] = [one for one in document["encoding"] if one["contentUrl"].endswith(".csv")]
    assert file["contentSize"] == "8"
    assert len(file["sha256"]) == 64


def test_somebody_elses_work_does_not_get_the_name_of_this_course(category, amb):
    address = "https://www.youtube.com/playlist?list=PL12345678901234"
    CourseFactory(parent=category, title="Catat uang", source_url=address)
    keep_all()
    [document] = documents("course")
    [source] = document["isBasedOn"]
    assert (source["id"], source["name"]) == (address, "youtube.com")
    amb.validate(document)


def test_no_player_starts_by_itself(category):
    addresses = ["https://vimeo.com/123456789", "https://youtu.be/aqz-KE-bpKQ"]
    videos = [("video", {"url": url, "title": "Kas"}) for url in addresses]
    CourseFactory(parent=category, body=videos)
    keep_all()
    [document] = documents("course")
    assert [one["embedUrl"] for one in document["encoding"]] == [
        "https://player.vimeo.com/video/123456789?dnt=1",
        "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ",
    ]
    assert "autoplay" not in json.dumps(document)
