"""Who gives twice a month, perhaps without knowing, is noticed by the treasurer."""
# ruff: noqa: F811  fixtures

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone

from donate.models import DonorContact, Subscription
from tests.donate import factories
from tests.donate.admin.conftest import english, sign_in, treasurer  # noqa: F401
from tests.donate.admin.desk import read

from .test_finishing import promise as promised_before

WORDS = "By the same e-mail address"


@pytest.fixture(autouse=True)
def plain(english):
    """Screens are read in English."""


def given_by(email, **fields):
    promise = promised_before(5, object_id=f"sub_{Subscription.objects.count()}")
    Subscription.objects.filter(pk=promise.pk).update(**fields)
    gift = factories.donation(subscription=promise)
    DonorContact.objects.create(donation=gift, email=email)
    return promise


@pytest.fixture
def one(db):
    return given_by("sari@example.org")


@pytest.fixture
def page(client, one, treasurer):
    return lambda: read(client.get(f"/admin/cash-book-monthly/{one.pk}/"))


def test_the_other_one_is_named_and_linked(page):
    other = given_by("Sari@example.org", amount_minor=75_000_00)
    shown = page()
    assert WORDS in shown and "Rp75.000" in shown
    assert f"/admin/cash-book-monthly/{other.pk}/" in shown


def test_one_alone_needs_no_word(page):
    given_by("budi@example.org")
    assert WORDS not in page()


@pytest.mark.parametrize(
    "facts",
    [{"state": "cancelled"}, {"state": "ended"}, {"stop_asked_at": timezone.now()}],
)
def test_what_does_not_go_on_is_left_out(page, facts):
    given_by("sari@example.org", **facts)
    assert WORDS not in page()


def test_nobodys_address_is_no_ones(page):
    DonorContact.objects.update(email="")
    given_by("")
    assert WORDS not in page()


def test_the_test_book_is_another_world(page):
    factories.donation(book_id="live")
    given_by("sari@example.org", book_id="live")
    assert WORDS not in page()


def test_it_is_told_only_to_who_looks_after_donors(page):
    given_by("sari@example.org")
    allowed = Permission.objects.get(codename="change_donorcontact")
    Group.objects.get(name="Treasurers").permissions.remove(allowed)
    assert WORDS not in page()
