"""What the checks found is kept for a while, and never longer than it holds."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from donate.audit import told
from donate.health.fixes import books_check
from donate.health.kept import FRESH, last_look, look_now
from donate.models import HealthLook
from tests.donate import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(django_user_model):
    return django_user_model.objects.create_superuser("siti", "siti@contoh.id", "x")


def words(person):
    return [row.found.what for row in last_look("test", person).rows]


def test_what_was_found_is_read_in_one_query(person, django_assert_num_queries):
    gift = factories.donation(problem="twice: 2 payments")
    look_now("test")
    with django_assert_num_queries(1):
        (row,) = last_look("test", person).rows
    assert row.found.items[0].fixes == ["settle", "seen"]
    assert row.found.items[0].label.endswith(gift.problem_words)


def test_the_time_is_that_of_the_look(person):
    kept = look_now("test")
    factories.donation(problem="twice: 2 payments")
    assert last_look("test", person).at == kept.at
    assert words(person) == []


def test_what_is_a_few_minutes_old_is_looked_for_again(person):
    look_now("test")
    factories.donation(problem="twice: 2 payments")
    HealthLook.objects.update(at=timezone.now() - FRESH - timedelta(seconds=1))
    assert len(words(person)) == 1


def test_what_a_person_does_to_the_books_is_seen_at_once(person):
    look_now("test")
    gift = factories.donation(problem="twice: 2 payments")
    told(gift, "health.settle", person)
    assert len(words(person)) == 1


def test_a_check_of_the_books_is_seen_at_once(person):
    factories.entry()
    unchecked = "The books have not been checked yet."
    assert unchecked in words(person)
    books_check.enqueue()
    assert unchecked not in words(person)


def test_each_language_has_its_own_words(person):
    factories.donation(problem="twice: 2 payments")
    english = words(person)
    with translation.override("id"):
        assert words(person) != english
    assert words(person) == english


def test_only_what_one_may_open_is_told(person, django_user_model):
    factories.donation(problem="twice: 2 payments")
    assert len(words(person)) == 1
    assert words(django_user_model.objects.create_user("tamu")) == []
