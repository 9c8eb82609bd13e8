"""Odd turns of events that must not tell too much, too little, or nothing at all."""

import datetime as dt
import json

import pytest
from django.core.files.base import ContentFile
from django.db import OperationalError, transaction
from django.utils import timezone
from wagtail.documents.views.bulk_actions.add_to_collection import (
    AddToCollectionBulkAction,
)
from wagtail.models import Collection, CollectionViewRestriction, Page

from courses.models import (
    ContentRecord,
    CoursePage,
    DumpPart,
    RecordDue,
    RecordNote,
    RecordState,
    RecordUse,
)
from courses.records import files, keeping, reading, units
from courses.records.dumps import write_dumps
from courses.records.keeping import due_units, expand, keep, keep_all
from courses.records.sweeping import sweep_records, turn_of
from courses.records.tasks import keep_soon
from courses.storage import private_storage
from tests.courses.api.test_content import stored
from tests.courses.factories import CategoryFactory, CourseFactory, licence

from .ways import publish, save

pytestmark = pytest.mark.django_db
WORDS = "Ambil buku tulis."


@pytest.fixture
def closed(world):
    collection = Collection.get_first_root_node().add_child(name="Tertutup")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="login"
    )
    keep_all()
    return collection


@pytest.fixture
def meanwhile(monkeypatch):
    """Have something happen after a unit was read and before its uses are written."""

    def arrange(happening):
        real, happenings = keeping.add_uses, [happening]

        def slow(read):
            while happenings:
                happenings.pop()()
            return real(read)

        monkeypatch.setattr(keeping, "add_uses", slow)

    return arrange


class TestLeaving:
    def test_a_class_shown_elsewhere_leaves_with_its_course(self, world, told):
        body = stored([("live_session", {"session": world.session.pk})])
        other = CourseFactory(parent=world.other, body=body)
        assert str(world.session.uid) in json.dumps(told(other)["blocks"])
        CoursePage.objects.get(pk=world.course.pk).unpublish()
        assert str(world.session.uid) not in json.dumps(told(other)["blocks"])

    def test_files_moved_together_are_found_by_the_clock(self, world, told, closed):
        action = AddToCollectionBulkAction
        action.execute_action([world.document], collection=closed)
        sweep_records()
        assert world.document.url not in str(told(world.course))
        assert sweep_records() == 0
        assert not RecordDue.objects.exists()

    def test_a_collection_moved_into_a_closed_one_is_too(self, world, told, closed):
        world.collection.move(closed, "sorted-child")
        sweep_records()
        assert world.document.url not in str(told(world.course))

    def test_a_licence_that_narrows_while_a_new_course_is_read(
        self, world, told, meanwhile
    ):
        RecordUse.objects.filter(unit="course", unit_id=world.course.pk).delete()
        publish(world.course, title="Baru")
        expand()
        narrow = world.course.licence
        meanwhile(lambda: (save(narrow, may_share=False), expand()))
        keep(due_units(5))
        keep_all()
        assert WORDS not in str(told(world.course))

    def test_who_was_overtaken_forgets_no_use(self, world, told, meanwhile):
        other = licence("cc-by-sa-4.0")
        publish(world.course, title="Dua")
        expand()
        meanwhile(lambda: (save(world.course, licence=other), keep_all()))
        keep(due_units(5))
        keep_all()
        save(other, state="unknown")
        assert told(world.course) is None

    def test_no_kept_answer_is_given_after_a_commit(self, client, world, settings):
        settings.PAGE_CACHE_ENABLED = True
        address = "/api/v1/courses/?fields=*"
        assert WORDS in client.get(address).content.decode()
        world.course.unpublish()
        assert WORDS not in client.get(address).content.decode()

    def test_a_change_taken_back_by_hand_hides_no_later_one(self, world, told):
        with transaction.atomic():
            point = transaction.savepoint()
            CoursePage.objects.get(pk=world.course.pk).unpublish()
            transaction.savepoint_rollback(point)
            CoursePage.objects.get(pk=world.course.pk).unpublish()
        assert told(world.course) is None


class TestWhatIsBroken:
    @pytest.mark.parametrize(
        "block",
        [("callout", None), ("text", None), ("image", {"image": 5}), ("quiz", ["x"])],
    )
    def test_holds_up_nothing_else(self, client, world, told, block):
        broken = CoursePage.objects.filter(pk=world.course.pk)
        broken.update(body=stored([block]))
        save(world.contributor, name="Sari D")
        save(Page.objects.get(pk=world.course.pk), title="Rusak")
        other = CourseFactory(parent=world.other, title="Utuh")
        assert client.get("/api/v1/courses/").status_code == 200
        assert told(other)

    def test_is_told_as_gone_when_nothing_helps(self, world, told):
        broken = CoursePage.objects.filter(pk=world.course.pk)
        broken.update(body=stored([("text", None)]))
        save(Page.objects.get(pk=world.course.pk), title="Rusak")
        for _try in range(keeping.MOST_TRIES + 1):
            RecordDue.objects.update(not_before=None)
            keep_all()
        assert ContentRecord.objects.get(pk=world.course.uid).state == "deleted"
        assert not RecordDue.objects.exists()

    def test_a_storage_that_is_down_buries_nothing(self, world, told, monkeypatch):
        def fails(file):
            raise RuntimeError("the storage is down")

        publish(world.course, title="Tetap ada")
        monkeypatch.setattr(files, "read", fails)
        assert told(world.course)["title"] == "Tetap ada"

    def test_a_picture_that_nobody_can_draw_is_left_out(self, world, told):
        storage, name = world.image.file.storage, world.image.file.name
        world.image.renditions.all().delete()
        with storage.open(name, "wb") as file:
            file.write(b"no picture")
        publish(world.course, title="Tanpa gambar")
        document = told(world.course)
        assert (document["title"], document["cover"]) == ("Tanpa gambar", None)
        assert "image" not in [block["type"] for block in document["blocks"]]

    def test_the_longest_slug_is_no_burden(self, client, world):
        slug = "s" * 250
        category = CategoryFactory(parent=world.category.get_parent(), slug=slug)
        CourseFactory(parent=category)
        found = client.get(f"/api/v1/courses/?category={slug}").json()
        assert found["total"] == 1

    def test_a_slug_is_found_however_it_is_written(self, client, world):
        category = CategoryFactory(parent=world.category.get_parent(), slug="Bisnis")
        CourseFactory(parent=category)
        for slug in ("Bisnis", "bisnis"):
            found = client.get(f"/api/v1/courses/?category={slug}").json()
            assert found["total"] == 1

    def test_a_part_of_a_dump_waits_for_a_busy_database(
        self, client, world, monkeypatch
    ):
        def fails(**options):
            raise OperationalError("database is locked")

        monkeypatch.setattr("courses.records.standing.expand", fails)
        world.course.unpublish()
        answer = client.get(f"/api/v1/dumps/{'a' * 64}.ndjson.gz")
        assert answer.status_code == 503

    def test_a_half_written_file_is_written_again(self, world):
        write_dumps()
        part = DumpPart.objects.first()
        storage = private_storage()
        storage.delete(part.name)
        storage.save(part.name, ContentFile(b"half"))
        DumpPart.objects.all().delete()  # stopped between the file and its row
        write_dumps()
        assert storage.size(part.name) == part.size


class TestNotMoreThanNeeded:
    def test_what_is_said_of_a_person_hides_no_course(
        self, client, world, nothing_rendered
    ):
        save(world.contributor, bio="Mengajar lagi.")
        assert client.get("/api/v1/courses/").json()["total"] == 2

    def test_but_nobody_reads_what_they_took_back(
        self, client, world, nothing_rendered
    ):
        save(world.contributor, bio="Mengajar lagi.")
        assert client.get("/api/v1/contributors/").json()["total"] == 0

    def test_an_introduction_hides_no_course(self, client, world, nothing_rendered):
        publish(world.category, introduction="<p>Selamat datang.</p>")
        assert client.get("/api/v1/courses/").json()["total"] == 2

    def test_what_may_be_there_in_a_moment_is_not_called_gone(
        self, client, world, nothing_rendered, monkeypatch
    ):
        monkeypatch.setattr(reading, "keep_now", lambda units: None)
        publish(world.course, title="Baru")
        answer = client.get(f"/api/v1/courses/{world.course.uid}/")
        assert answer.status_code == 503
        assert answer["Retry-After"]

    def test_who_begins_after_tombstones_were_forgotten_gets_to_the_end(
        self, client, world
    ):
        last = RecordState.objects.get().number
        RecordState.objects.update(horizons={"course": last})
        address, items = "/api/v1/changes/?limit=2", []
        for _page in range(10):
            page = client.get(address).json()
            items += page["items"]
            address = page["next"]
        assert len(items) == 8
        late = client.get(f"/api/v1/changes/?afterChangeNumber={last - 1}")
        assert late.status_code == 410

    def test_readers_wait_for_many_notes(self, client, world):
        notes = [
            RecordNote(thing="contributor", thing_id=10_000 + number, hides=False)
            for number in range(keeping.NOTES_AT_ONCE + 1)
        ]
        RecordNote.objects.bulk_create(notes)
        assert client.get("/api/v1/courses/").status_code == 200

    def test_what_is_merely_late_takes_no_etag_away(self, client, world):
        RecordDue.objects.bulk_create(
            RecordDue(unit="course", unit_id=10_000 + number, hides=False)
            for number in range(20)
        )
        assert client.get("/api/v1/courses/")["ETag"]


def test_another_order_of_categories_is_another_answer(client, world):
    first = client.get("/api/v1/categories/")
    page = Page.objects.get(pk=world.other.pk).specific
    page.move(Page.objects.get(pk=world.category.pk), pos="left")
    second = client.get("/api/v1/categories/")
    assert first.json()["results"] != second.json()["results"]
    assert first["ETag"] != second["ETag"]


def test_a_clock_that_comes_every_five_minutes_sees_everything_in_a_day(world):
    begin = timezone.localtime().replace(hour=0, minute=0)
    turns = [begin + dt.timedelta(minutes=minute) for minute in range(0, 1440, 5)]
    seen = {unit for turn in turns for unit in turn_of(turn)}
    told = ContentRecord.objects.filter(state="updated")
    assert set(told.values_list("unit", "unit_id")) == seen


def test_the_list_of_dumps_takes_few_queries(
    client, world, django_assert_max_num_queries
):
    for number in range(50):
        DumpPart.objects.create(
            first=number * 2 + 1,
            last=number * 2 + 2,
            count=0,
            size=0,
            sha256=f"{number:064}",
            created_at=timezone.now(),
        )
    with django_assert_max_num_queries(3):
        assert client.get("/api/v1/dumps/").status_code == 200


def test_many_units_are_asked_for_in_parts(world):
    many = {units.UnitId("course", number) for number in range(1, 3000)}
    found = list(units.parts(units.course_ids(many)))
    assert [len(part) for part in found] == [1000, 1000, 999]
    assert units.contributors_of(many)


def test_a_queue_that_fails_is_no_reason_to_fail(world):
    connection = transaction.get_connection()
    with transaction.atomic():
        save(world.contributor, bio="Lain")
        hooks = [row for row in connection.run_on_commit if row[1] is keep_soon]
        assert hooks
        assert all(robust for _said, _hook, robust in hooks)
