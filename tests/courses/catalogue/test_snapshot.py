"""The catalogue in memory follows the database, whatever happens there."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from courses.catalogue import filing, noticing, snapshot
from courses.catalogue.snapshot import Snapshot, current
from courses.models import CatalogueState, CoursePage
from tests.courses.factories import CourseFactory

pytestmark = pytest.mark.django_db
# page_id, change, public, terms, title_key, newest, minutes
ROW = (7, 1, True, "level:beginner tag:3", "ulos", 50, 10)


def test_a_snapshot_is_kept_until_something_changes(category):
    CourseFactory(parent=category)
    before = current()
    with CaptureQueriesContext(connection) as spent:
        assert current() is before
    assert len(spent) == 1
    CourseFactory(parent=category)
    assert current() is not before


def test_an_older_snapshot_stays_as_it_was(category):
    course = CourseFactory(parent=category)
    before = current()
    course.unpublish()
    assert list(current().all()) == []
    assert list(before.all()) == [course.pk]


def test_what_was_rolled_back_is_forgotten(category):
    course = CourseFactory(parent=category)
    with transaction.atomic():
        CourseFactory(parent=category)
        assert len(current().all()) == 2
        transaction.set_rollback(True)
    noticing.file_certain()  # as the end of the transaction does
    assert list(current().all()) == [course.pk]


def test_a_change_after_a_rollback_brings_nothing_back(category):
    with transaction.atomic():
        CourseFactory(parent=category)
        current()
        transaction.set_rollback(True)
    course = CourseFactory(parent=category)
    assert list(current().all()) == [course.pk]


def test_numbers_only_rise():
    CatalogueState.take_turn()
    numbers = [CatalogueState.next_number() for _ in range(3)]
    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize("many", [0, 500])
def test_a_changed_row_takes_its_new_places(monkeypatch, many):
    monkeypatch.setattr(snapshot, "MANY", many)
    other = (8, 1, True, "level:beginner", "anyam", 60, None)
    first = Snapshot().followed_by([ROW, other], 1)
    changed = (7, 2, True, "level:advanced", "zaitun", 70, None)
    after = first.followed_by([changed], 2)
    assert list(after.under("level:advanced")) == [7]
    assert list(after.under("level:beginner")) == [8]
    assert list(after.under("tag:3")) == []
    assert after.orders["title"] == [("anyam", 8), ("zaitun", 7)]
    assert [abs(place[1]) for place in after.orders["newest"]] == [7, 8]


@pytest.mark.parametrize("many", [0, 500])
def test_a_row_that_left_is_nowhere(monkeypatch, many):
    monkeypatch.setattr(snapshot, "MANY", many)
    first = Snapshot().followed_by([ROW], 1)
    gone = (7, 2, False, *ROW[3:])
    after = first.followed_by([gone], 2)
    assert not after.all()
    assert not any(after.orders.values())
    assert list(first.all()) == [7]


@pytest.mark.django_db(transaction=True)
def test_what_was_read_within_a_transaction_goes_with_it():
    taken, changed = CourseFactory(title="Anyam"), CourseFactory(title="Batik")
    assert set(current().all()) == {taken.pk, changed.pk}
    with transaction.atomic():
        taken.unpublish()
        CoursePage.objects.get(pk=changed.pk).save_revision().publish()
        changed.title = "Batik tulis"
        changed.save()
        assert set(current().all()) == {changed.pk}
        transaction.set_rollback(True)
    noticing.marks.take()
    changed.title = "Batik cap"
    changed.save()
    assert set(current().all()) == {taken.pk, changed.pk}


def test_who_asked_before_another_thread_keeps_what_that_one_read(
    category, monkeypatch
):
    CourseFactory(parent=category)
    current()
    filing.uncommitted.numbers.clear()  # as a commit does
    later = current()
    monkeypatch.setattr(CatalogueState, "current", lambda: later.number - 1)
    assert current() is later
