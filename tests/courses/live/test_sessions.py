"""What a class remembers of its changes."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from courses.models import LiveSession
from tests.courses.factories import LiveSessionFactory

from .conftest import in_minutes

pytestmark = pytest.mark.django_db
START = dt.datetime(2030, 3, 1, 12, 30, tzinfo=dt.UTC)
LATER = START + dt.timedelta(days=7)


@pytest.fixture
def session(course):
    return LiveSessionFactory(course=course, starts_at=START)


def change(session, **facts):
    for name, value in facts.items():
        setattr(session, name, value)
    session.save()
    return LiveSession.objects.get(pk=session.pk)


@pytest.mark.parametrize(
    "facts",
    [
        {"starts_at": LATER},
        {"duration_minutes": 75},
        {"status": "cancelled"},
        {"title": "Judul lain"},
        {"platform": "meet"},
    ],
)
def test_what_people_must_hear_of_raises_the_sequence(session, facts):
    assert change(session, **facts).sequence == 1
    assert change(session, **facts).sequence == 1


@pytest.mark.parametrize(
    "facts", [{"note": "Bawa pena"}, {"recording_url": "https://r"}]
)
def test_what_changes_no_date_does_not(session, facts):
    before = session.changed_at
    changed = change(session, **facts)
    assert changed.sequence == 0
    assert changed.changed_at > before


def test_the_sequence_is_counted_on_from_the_database(session):
    stale = LiveSession.objects.get(pk=session.pk)
    change(session, title="Satu")
    assert change(stale, title="Dua").sequence == 2


def test_a_save_of_one_field_counts_too(session):
    session.status = "cancelled"
    session.save(update_fields=["status"])
    assert LiveSession.objects.get().sequence == 1


def test_a_moved_class_remembers_from_when(session):
    assert change(session, starts_at=LATER, status="moved").moved_from == START


def test_moved_again_it_remembers_the_date_announced_last(session):
    change(session, starts_at=LATER, status="moved")
    assert change(session, starts_at=in_minutes(60)).moved_from == LATER


def test_a_correction_is_no_move(session):
    assert change(session, starts_at=LATER).moved_from is None


def test_a_class_that_takes_place_after_all_was_not_moved(session):
    change(session, starts_at=LATER, status="moved")
    assert change(session, status="scheduled").moved_from is None


def test_a_move_that_is_known_needs_no_note(session):
    session.starts_at, session.status = LATER, "moved"
    session.full_clean()


def test_a_move_from_nobody_knows_when_needs_a_note(session):
    session.status = "moved"
    with pytest.raises(ValidationError) as refused:
        session.full_clean()
    assert list(refused.value.message_dict) == ["note"]


@pytest.mark.parametrize("name", ["note", "title"])
def test_the_address_to_join_cannot_be_printed_by_mistake(session, name):
    setattr(session, name, f"Masuk: {session.join_url}")
    with pytest.raises(ValidationError) as refused:
        session.full_clean()
    assert list(refused.value.message_dict) == [name]
