"""A donor who cancels a promised transfer reads so, also weeks later."""

from datetime import timedelta

import pytest
from django.utils import timezone

from donate.bank.deciding import gift_unbook
from donate.ledger.posting import entry_reverse
from donate.models import Donation, TransferAccount
from donate.reconcile import tick

from .test_own_ways import main, receive, transfer  # noqa: F401  fixture

pytestmark = pytest.mark.django_db
CANCELLED = "<h1>Anda membatalkan donasi ini</h1>"
LATE = "<h1>Waktu membayar sudah lewat</h1>"


@pytest.fixture
def cancelled(giver, transfer):  # noqa: F811
    giver.client.post(f"{transfer.get_absolute_url()}batal/")
    transfer.refresh_from_db()
    return transfer


def test_the_page_says_that_they_cancelled_it(giver, cancelled):
    shown = main(giver.look(cancelled))
    assert CANCELLED in shown and "Anda membatalkannya" in shown
    assert "sudah habis" not in shown


def test_it_says_so_for_good(giver, cancelled):
    cancelled.held_amounts.update(held_until=timezone.now() - timedelta(days=1))
    tick()
    assert CANCELLED in main(giver.look(cancelled))


def test_it_says_so_where_the_way_to_pay_has_been_closed(giver, cancelled):
    TransferAccount.objects.all().delete()
    assert CANCELLED in main(giver.look(cancelled))


def test_who_let_the_time_pass_did_not_cancel(giver, transfer):  # noqa: F811
    Donation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    shown = main(giver.client.get(f"{transfer.get_absolute_url()}?batal=1"))
    assert LATE in shown and "membatalkan" not in shown


def test_begun_again_it_waits_for_three_days_more(giver, cancelled):
    giver.client.post(cancelled.get_pay_url())
    giver.look(cancelled)
    assert cancelled.state == Donation.State.CREATED
    assert cancelled.expires_at > timezone.now() + timedelta(days=2)


def test_money_that_comes_all_the_same_is_thanked_for(giver, cancelled):
    receive(cancelled)
    assert "pk-thanks" in main(giver.look(cancelled))


def test_money_booked_for_it_by_mistake_leaves_it_cancelled(giver, cancelled):
    entry_reverse(entry=receive(cancelled), note_text="salah", author=None)
    cancelled.refresh_from_db()
    gift_unbook(cancelled)
    assert CANCELLED in main(giver.look(cancelled))
