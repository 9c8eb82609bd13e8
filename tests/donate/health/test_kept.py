"""What the checks found is kept for a while, and never longer than it holds."""

from datetime import timedelta

import pytest
from django.utils import timezone, translation

from donate.audit import told
from donate.health import kept
from donate.health.fixes import books_check
from donate.health.kept import FRESH, last_look, look_now
from donate.models import Donation, HealthLook
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
    look = look_now("test")
    factories.donation(problem="twice: 2 payments")
    assert last_look("test", person).at == look.at
    assert words(person) == []


def test_what_is_a_few_minutes_old_is_looked_for_again(person):
    look_now("test")
    factories.donation(problem="twice: 2 payments")
    HealthLook.objects.update(at=timezone.now() - FRESH - timedelta(seconds=1))
    assert len(words(person)) == 1


def test_what_a_person_does_to_the_books_is_seen_at_once(
    person, django_capture_on_commit_callbacks
):
    look_now("test")
    gift = factories.donation(problem="twice: 2 payments")
    with django_capture_on_commit_callbacks(execute=True):
        told(gift, "health.settle", person)
    assert len(words(person)) == 1


def test_nothing_is_forgotten_before_others_can_see_what_was_done(
    person, django_capture_on_commit_callbacks
):
    gift = factories.donation()
    look_now("test")
    with django_capture_on_commit_callbacks(execute=True):
        told(gift, "health.settle", person)
        assert HealthLook.objects.exists()
    assert not HealthLook.objects.exists()


def test_a_look_that_began_before_an_action_is_not_kept_after_it(
    person, monkeypatch, django_capture_on_commit_callbacks
):
    gift = factories.donation()
    asked = kept.rows

    def slow(scope):
        found = asked(scope)
        Donation.objects.filter(pk=gift.pk).update(problem="twice: 2 payments")
        with django_capture_on_commit_callbacks(execute=True):
            told(gift, "health.settle", person)
        return found

    with monkeypatch.context() as patch:
        patch.setattr(kept, "rows", slow)
        assert words(person) == []
    assert len(words(person)) == 1


def test_a_look_that_only_began_is_not_shown(person, monkeypatch):
    factories.donation(problem="twice: 2 payments")
    with monkeypatch.context() as patch, pytest.raises(ZeroDivisionError):
        patch.setattr(kept, "rows", lambda scope: 1 / 0)
        look_now("test")
    assert len(words(person)) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda row: row.update(check="gone"),
        lambda row: row.update(colour="red"),
        lambda row: row.pop("items"),
        lambda row: row["items"][0].update(colour="red"),
    ],
)
def test_what_another_release_kept_is_looked_for_again(person, change):
    factories.donation(problem="twice: 2 payments")
    look_now("test")
    look = HealthLook.objects.get()
    change(look.found[0])
    look.save()
    assert len(words(person)) == 1
    assert HealthLook.objects.get().found != look.found


def test_a_check_of_the_books_is_seen_at_once(
    person, django_capture_on_commit_callbacks
):
    factories.entry()
    unchecked = "The books have not been checked yet."
    assert unchecked in words(person)
    with django_capture_on_commit_callbacks(execute=True):
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
