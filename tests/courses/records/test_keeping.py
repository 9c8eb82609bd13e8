"""Records follow what is committed, whoever renders at the same time."""

import threading

import pytest
from django.db import OperationalError, connection, transaction

from courses.models import (
    ContentRecord,
    CoursePage,
    RecordDue,
    RecordNote,
    RecordState,
    RecordUse,
)
from courses.records import keeping
from courses.records.keeping import due_units, expand, keep, keep_all
from courses.records.rendering import render
from courses.records.standing import Busy, standing
from courses.records.sweeping import drifted
from tests.courses.factories import CourseFactory

from .ways import publish, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def meanwhile(monkeypatch):
    """Have something happen while a unit is being rendered, once."""

    def arrange(happening):
        happenings = [happening]

        def rendered_slowly(source):
            made = render(source)
            while happenings:
                happenings.pop()()
            return made

        monkeypatch.setattr(keeping, "render", rendered_slowly)

    return arrange


class TestWhoRendersAtTheSameTime:
    def test_leaves_what_changed_meanwhile_to_who_comes_next(
        self, world, told, meanwhile
    ):
        publish(world.course, title="Dua")
        meanwhile(lambda: (publish(world.course, title="Tiga"), expand()))
        expand()
        keep(due_units(5))
        assert RecordDue.objects.exists()
        assert told(world.course)["title"] == "Tiga"

    def test_writes_nothing_old_over_what_another_has_written(
        self, world, told, meanwhile
    ):
        publish(world.course, title="Dua")
        meanwhile(lambda: (publish(world.course, title="Tiga"), keep_all()))
        keep_all()
        assert told(world.course)["title"] == "Tiga"
        assert drifted() == []

    def test_misses_no_picture_that_changes_before_it_is_written(
        self, world, told, meanwhile
    ):
        RecordUse.objects.filter(unit="course").delete()
        publish(world.course, title="Dua")
        meanwhile(lambda: (save(world.document, title="Lain"), expand()))
        expand()
        keep(due_units(5))
        keep_all()
        assert drifted() == []


class TestWhatCannotBeRendered:
    @pytest.fixture
    def broken(self, monkeypatch, world):
        def refuses(source):
            if source.unit.unit_id == world.course.pk:
                raise ValueError("no such block")
            return render(source)

        monkeypatch.setattr(keeping, "render", refuses)

    def test_is_told_by_nobody_and_holds_up_nothing(self, world, told, broken, caplog):
        other = CourseFactory(parent=world.category, title="Baru")
        publish(world.course, title="Rusak")
        assert told(world.course) is None
        assert told(other)["title"] == "Baru"
        assert "cannot be told" in caplog.text

    def test_is_tried_again_when_it_is_changed(self, world, told, broken, monkeypatch):
        publish(world.course, title="Rusak")
        assert told(world.course) is None
        monkeypatch.setattr(keeping, "render", render)
        publish(world.course, title="Utuh")
        assert told(world.course)["title"] == "Utuh"

    def test_stays_due_where_the_database_fails(self, world, monkeypatch):
        def fails(source):
            raise OperationalError("database is locked")

        publish(world.course, title="Dua")
        monkeypatch.setattr(keeping, "render", fails)
        now = standing()
        assert now.due and not now.noted
        assert ContentRecord.objects.told().filter(pk=world.course.pk).count() == 0

    def test_ends_the_feed_before_it_without_an_etag(self, client, world, monkeypatch):
        def fails(source):
            raise OperationalError("database is locked")

        world.course.unpublish()
        monkeypatch.setattr(keeping, "render", fails)
        address, answer = "/api/v1/changes/?kind=course", None
        while answer is None or answer.json()["items"]:
            answer = client.get(address)
            address = answer.json()["next"]
        assert "ETag" not in answer
        monkeypatch.setattr(keeping, "render", render)
        answer = client.get(address)
        assert str(world.course.uid) in [each["id"] for each in answer.json()["items"]]
        assert client.get(answer.json()["next"])["ETag"]


def test_what_cannot_be_found_out_is_not_answered(client, world, monkeypatch):
    def fails(**options):
        raise OperationalError("database is locked")

    monkeypatch.setattr("courses.records.standing.expand", fails)
    world.course.unpublish()
    with pytest.raises(Busy):
        standing()
    for address in ("courses/", f"courses/{world.course.uid}/", "changes/"):
        answer = client.get(f"/api/v1/{address}")
        assert answer.status_code == 503
        assert answer["Cache-Control"] == "no-store"


class TestNotes:
    def test_go_with_the_change_that_is_taken_back(self, world):
        with transaction.atomic():
            publish(world.course, title="Tidak jadi")
            transaction.set_rollback(True)
        assert not RecordNote.objects.exists()

    def test_are_written_again_after_a_part_was_taken_back(self, world):
        with transaction.atomic():
            with transaction.atomic():
                save(world.contributor, name="Tidak jadi")
                transaction.set_rollback(True)
            save(world.contributor, name="Jadi")
        assert RecordNote.objects.exists()

    def test_are_written_again_once_they_were_worked_off(self, world, told):
        with transaction.atomic():
            save(world.contributor, name="Satu")
            assert told(world.contributor)["name"] == "Satu"
            save(world.contributor, name="Dua")
        assert told(world.contributor)["name"] == "Dua"

    def test_one_that_hides_is_not_spared_by_one_that_does_not(self, world):
        with transaction.atomic():
            publish(world.category, title="Bisnis")
            world.category.unpublish()
        expand()
        due = RecordDue.objects.filter(unit="course", unit_id=world.course.pk)
        assert any(due.values_list("hides", flat=True))


def test_equal_words_take_no_number(world):
    before = RecordState.objects.get().number
    CoursePage.objects.get(pk=world.course.pk).save()
    keep_all()
    assert RecordState.objects.get().number == before
    assert not RecordDue.objects.exists()


def test_numbers_rise_and_never_repeat(world):
    first = set(ContentRecord.objects.values_list("change", flat=True))
    publish(world.course, title="Dua")
    keep_all()
    changed = ContentRecord.objects.exclude(change__in=first)
    assert min(changed.values_list("change", flat=True)) > max(first)


@pytest.mark.django_db(transaction=True)
def test_people_who_publish_at_once_wait_for_nobody_for_ever(world):
    """Each with courses, people and licences in an order of its own."""
    errors = []
    courses = [CourseFactory(parent=world.category) for _number in range(4)]

    def work(turn):
        try:
            for number in range(6):
                chosen = courses[(turn * 3 + number) % 4]
                with transaction.atomic():
                    save(world.contributor, bio=f"{turn} {number}")
                    publish(chosen, title=f"{turn} {number}")
                    save(chosen.licence, sentence_en=f"{turn} {number}")
                keep_all()
        except Exception as error:  # noqa: BLE001 - told by the test itself
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[turn]) for turn in range(3)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert errors == []
    keep_all()
    assert drifted() == []
    numbers = list(ContentRecord.objects.values_list("change", flat=True))
    assert len(numbers) == len(set(numbers))
