"""The feed tells everything once, in order, and what is gone."""

import json
import tracemalloc
import uuid

import pytest
from django.utils import timezone

from courses.models import ContentRecord, RecordState
from courses.records.keeping import keep_all
from tests.courses.factories import CourseFactory, LessonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def feed(get):
    def read(after=0, **query):
        return get("changes/", afterChangeNumber=after, **query)

    return read


@pytest.fixture
def five(category):
    return [CourseFactory(parent=category, title=f"Kursus {n}") for n in range(5)]


def follow(client, address):
    """Items and the address to go on from, as a mirror reads them."""
    items = []
    while True:
        page = client.get(address).json()
        items += page["items"]
        if not page["items"]:
            assert page["next"] == address
            return items, address
        address = page["next"]


def test_everything_is_told_once_in_rising_order(client, five):
    items, _end = follow(
        client, "http://testserver/api/v1/changes/?afterChangeNumber=0&limit=2"
    )
    numbers = [item["modified"] for item in items]
    assert numbers == sorted(set(numbers))
    assert len({item["id"] for item in items}) == len(items) == 6


def test_an_item_carries_the_whole_document(client, feed, five):
    [item] = [one for one in feed()["items"] if one["id"] == str(five[0].uid)]
    whole = client.get(f"/api/v1/courses/{five[0].uid}/").json()
    assert (item["state"], item["kind"], item["data"]) == ("updated", "course", whole)
    assert item["digest"] == ContentRecord.objects.get(pk=five[0].uid).digest


def test_who_follows_hears_only_what_changed(client, five):
    _items, here = follow(
        client, "http://testserver/api/v1/changes/?afterChangeNumber=0"
    )
    five[2].unpublish()
    LessonFactory(parent=five[3], title="Baru")
    items, _here = follow(client, here)
    told = {item["id"]: item["state"] for item in items}
    assert told[str(five[2].uid)] == "deleted"
    assert told[str(five[3].uid)] == "updated"
    assert str(five[0].uid) not in told


def test_one_kind_can_be_followed_alone(feed, five):
    LessonFactory(parent=five[0])
    kinds = {item["kind"] for item in feed(kind="lesson")["items"]}
    assert kinds == {"lesson"}


def test_what_did_not_change_is_not_sent_again(client, five):
    address = "/api/v1/changes/?afterChangeNumber=0"
    etag = client.get(address)["ETag"]
    assert client.get(address, headers={"if-none-match": etag}).status_code == 304
    five[0].unpublish()
    assert client.get(address, headers={"if-none-match": etag}).status_code == 200


def test_nobody_keeps_it_long(client, five):
    keep_all()
    answer = client.get("/api/v1/changes/?afterChangeNumber=0")
    assert answer["Cache-Control"] == "public, max-age=5"


@pytest.mark.parametrize(
    "number",
    ["", "-1", "1_000", " 1", "+1", "1.0", "1e3", "\uff11", "null", "9" * 20, "0x1",
     str(2**63)],
)  # fmt: skip
def test_a_number_is_plain_digits(feed, category, number):
    [error] = feed(number, status=400)["errors"]
    assert error["parameter"] == "afterChangeNumber"


@pytest.mark.parametrize("limit", ["0", "-1", "null", "501", "1000000000"])
def test_a_page_has_one_to_five_hundred(feed, category, limit):
    [error] = feed(0, status=400, limit=limit)["errors"]
    assert error["parameter"] == "limit"
    assert error["detail"] == "Give a whole number from 1 to 500."


def test_a_number_beyond_the_end_leads_to_the_dump(feed, five):
    end = feed()["items"][-1]["modified"]
    assert feed(end)["items"] == []
    problem = feed(end + 1, status=410)
    assert problem["dump"] == "http://testserver/api/v1/dumps/"


def test_nothing_follows_a_number_that_lies_in_the_future(client, five):
    address = f"http://testserver/api/v1/changes/?afterChangeNumber={2**63 - 1}"
    page = client.get(address).json()
    assert (page["items"], page["next"]) == ([], address)


def test_an_empty_site_has_an_empty_feed(feed, home):
    page = feed()
    assert page["items"] == []
    assert page["next"].endswith("/api/v1/changes/?afterChangeNumber=0")


MEGABYTE = 1024**2


def test_a_page_reads_few_long_documents_into_memory(feed, db):
    for number in range(1, 31):
        ContentRecord.objects.create(
            uid=uuid.uuid4(),
            kind="course",
            unit="course",
            unit_id=number,
            object_id=number,
            change=number,
            modified_at=timezone.now(),
            facts="{}",
            data=json.dumps({"text": "y" * 2 * MEGABYTE}),
            digest="d",
        )
    RecordState.objects.update_or_create(pk=1, defaults={"number": 30})
    tracemalloc.start()
    told = feed()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert 0 < len(told["items"]) < 30
    assert peak < 50 * MEGABYTE
