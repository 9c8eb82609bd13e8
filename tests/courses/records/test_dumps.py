"""A dump holds everything, and nothing that has left."""

import gzip
import hashlib
import json

import pytest

from courses.models import ContentRecord, DumpPart, RecordState
from courses.records import dumps
from courses.records.dumps import write_dumps
from courses.records.keeping import keep_all
from courses.storage import private_storage
from tests.courses.factories import CourseFactory

from .ways import COURSE_LEAVES, publish

pytestmark = pytest.mark.django_db
LIST = "/api/v1/dumps/"


@pytest.fixture(autouse=True)
def small(monkeypatch, settings, tmp_path):
    settings.PAGE_CACHE_ENABLED = False
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path, "base_url": None},
        },
    }
    monkeypatch.setattr(dumps, "PART", 3)


@pytest.fixture
def lines(client):
    """What all files say, each checked against the list."""

    def read():
        found = []
        for file in client.get(LIST).json()["files"]:
            answer = client.get(file["url"])
            data = b"".join(answer.streaming_content)
            assert len(data) == file["size"]
            assert hashlib.sha256(data).hexdigest() == file["sha256"]
            told = [json.loads(line) for line in gzip.decompress(data).splitlines()]
            assert len(told) == file["count"]
            found += told
        return found

    return read


def feed(client, after=0):
    address = f"/api/v1/changes/?afterChangeNumber={after}"
    return client.get(address).json()["items"]


def test_together_with_the_feed_after_it_nothing_is_missing(client, world, lines):
    write_dumps()
    assert lines() == feed(client)
    assert len(client.get(LIST).json()["files"]) > 1
    publish(world.course, title="Baru")
    write_dumps()
    assert feed(client, client.get(LIST).json()["change"]) == []
    assert lines() == feed(client)


def test_what_did_not_change_is_not_written_again(world):
    assert write_dumps() > 1
    assert write_dumps() == 0


@pytest.mark.parametrize("way", ["unpublish", "restrict its category", "delete"])
def test_what_left_is_in_no_file_that_is_given_away(client, world, lines, way):
    write_dumps()
    files = client.get(LIST).json()["files"]
    COURSE_LEAVES[way](world)
    said = ""
    for file in files:
        answer = client.get(file["url"])
        if answer.status_code == 200:
            said += gzip.decompress(b"".join(answer.streaming_content)).decode()
    assert str(world.lesson.uid) not in said
    assert client.get(LIST).status_code == 503
    assert client.get(LIST)["Retry-After"]
    keep_all()
    write_dumps()
    assert str(world.course.uid) not in str(lines())
    assert lines() == [item for item in feed(client) if item["state"] == "updated"]


@pytest.mark.parametrize(
    "asked", ["bytes=0-3", "bytes=-1", "bytes=99999-", "bytes=" + "0-," * 2000, "\xff"]
)
def test_a_file_is_sent_whole_whatever_part_is_asked_for(client, world, asked):
    write_dumps()
    [file, *_others] = client.get(LIST).json()["files"]
    answer = client.get(file["url"], headers={"range": asked})
    assert answer.status_code == 200
    assert len(b"".join(answer.streaming_content)) == file["size"]


@pytest.mark.parametrize(
    "accept", ["application/gzip", "application/x-ndjson", "application/json", "a/b"]
)
def test_a_file_is_sent_whatever_form_is_asked_for(client, world, accept):
    write_dumps()
    [file, *_others] = client.get(LIST).json()["files"]
    answer = client.get(file["url"], headers={"accept": accept})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/gzip")


@pytest.mark.parametrize("name", ["0" * 64, "x", "..%2f..%2fetc", "%00", "a" * 3000])
def test_a_file_that_is_not_there_is_a_problem(client, world, name):
    answer = client.get(f"{LIST}{name}.ndjson.gz", follow=True)
    assert answer.status_code == answer.json()["status"] == 404


def test_files_that_nobody_names_are_deleted(world):
    write_dumps()
    publish(world.course, title="Baru")
    write_dumps()
    kept = private_storage().listdir(dumps.FOLDER)[1]
    assert sorted(kept) == sorted(part.name.split("/")[1] for part in parts())


def parts():
    return DumpPart.objects.all()


def test_many_changes_do_not_leave_many_files(world):
    for number in range(12):
        publish(world.course, title=f"Kursus {number}")
        write_dumps()
    needed = ContentRecord.objects.filter(state="updated").count() // 3 + 1
    assert parts().count() <= 3 * needed + 1


def test_before_the_first_one_there_is_none(client, world):
    assert client.get(LIST).json()["files"] == []
    assert client.get(LIST).json()["change"] == 0
    assert client.get(f"{LIST}{'0' * 64}.ndjson.gz").status_code == 404


def test_a_part_grows_until_it_is_full(client, world, lines):
    write_dumps()
    for _number in range(4):
        CourseFactory(parent=world.other)
        write_dumps()
    assert lines() == [item for item in feed(client) if item["state"] == "updated"]
    assert all(part.count <= 3 for part in parts())


def test_the_feed_leads_who_comes_too_late_to_the_dump(client, world):
    RecordState.objects.update(horizons={"lesson": 5})
    answer = client.get("/api/v1/changes/?afterChangeNumber=3")
    assert answer.status_code == 410
    assert answer.json()["dump"] == f"http://testserver{LIST}"
    later = RecordState.objects.get().number + 1
    assert client.get(f"/api/v1/changes/?afterChangeNumber={later}").status_code == 410
