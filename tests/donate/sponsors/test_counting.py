"""Views and clicks: counted once, by nobody's name, and not for programs."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from donate.models import RateBucket, SponsorDay
from donate.sponsors import counting
from donate.sponsors.showing import today

from . import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def slot():
    return factories.slot()


def see(client, slot, address="203.0.113.7", **headers):
    headers = {"User-Agent": factories.PHONE, **headers}
    url = f"/iklan/{slot.pk}/dilihat/"
    return client.post(url, REMOTE_ADDR=address, headers=headers)


def follow(client, slot, address="203.0.113.7", **headers):
    headers = {"User-Agent": factories.PHONE, **headers}
    url = f"/iklan/{slot.pk}/"
    return client.get(url, REMOTE_ADDR=address, headers=headers)


def sums():
    return list(SponsorDay.objects.values_list("views", "clicks"))


def test_a_view_is_counted_and_answered_with_nothing(client, slot):
    response = see(client, slot)
    assert (response.status_code, response.content) == (204, b"")
    assert sums() == [(1, 0)]
    assert not response.cookies


def test_a_click_is_counted_and_leads_to_the_stored_address_as_it_is(client, slot):
    response = follow(client, slot)
    assert response.status_code == 302
    assert response["Location"] == factories.LINK
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert sums() == [(0, 1)]


def test_nothing_in_the_request_changes_where_a_click_leads(client, slot):
    url = f"/iklan/{slot.pk}/?url=https://jahat.example&next=//jahat.example"
    response = client.get(url, headers={"User-Agent": factories.PHONE})
    assert response["Location"] == factories.LINK


@pytest.mark.parametrize(
    "fields", [{"active": False}, {"begins": -3, "ends": -1}, {"begins": 1, "ends": 2}]
)
def test_one_that_does_not_run_leads_nowhere_and_counts_nothing(client, fields):
    slot = factories.slot(**fields)
    response = follow(client, slot)
    assert response.status_code == 410
    assert "Iklan ini sedang tidak berjalan" in response.content.decode()
    assert see(client, slot).status_code == 204
    assert sums() == []


@pytest.mark.parametrize("pk", ["0", "999999", "9" * 40])
def test_an_unknown_one_is_not_found(client, pk):
    assert client.get(f"/iklan/{pk}/").status_code == 404
    assert client.post(f"/iklan/{pk}/dilihat/").status_code == 204


def test_a_view_is_not_counted_by_opening_an_address(client, slot):
    assert client.get(f"/iklan/{slot.pk}/dilihat/").status_code == 405


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": ""},
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"User-Agent": "WhatsApp/2.23.20.0"},
        {"User-Agent": "curl/8.0"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Dest": "image"},
    ],
)
def test_programs_and_pages_loaded_ahead_are_not_counted(client, slot, headers):
    see(client, slot, **headers)
    assert follow(client, slot, **headers).status_code == 302
    assert sums() == []


def test_asking_for_the_head_of_a_link_is_no_click(client, slot):
    client.head(f"/iklan/{slot.pk}/", headers={"User-Agent": factories.PHONE})
    assert sums() == []


def test_one_address_counts_up_to_its_limit(client, slot, keys):
    keys(SPONSOR_VIEWS_ADDRESS=(3, 3600), SPONSOR_CLICKS_ADDRESS=(2, 3600))
    for _time in range(6):
        see(client, slot)
        assert follow(client, slot).status_code == 302
    assert sums() == [(3, 2)]


def test_one_address_after_another_meets_the_limit_of_their_network(client, slot, keys):
    keys(SPONSOR_VIEWS_NETWORK=(4, 3600), SPONSOR_CLICKS_NETWORK=(3, 3600))
    for number in range(8):
        see(client, slot, f"203.0.113.{number}")
        follow(client, slot, f"203.0.113.{number}")
    see(client, slot, "198.51.100.1")
    assert sums() == [(5, 3)]


def test_limits_of_different_length_do_not_reset_each_other(slot, client, keys):
    keys(SPONSOR_VIEWS_ADDRESS=(2, 60), SPONSOR_VIEWS_NETWORK=(9, 7200))
    for _time in range(4):
        see(client, slot)
    assert sums() == [(2, 0)]


def test_a_new_day_forgets_who_was_counted(client, slot, keys, monkeypatch):
    keys(SPONSOR_VIEWS_ADDRESS=(1, 864_000))
    see(client, slot)
    salt = counting.repeats.salt
    tomorrow = today() + timedelta(days=1)
    monkeypatch.setattr(counting, "today", lambda: tomorrow)
    see(client, slot)
    assert sums() == [(1, 0), (1, 0)]
    assert counting.repeats.salt != salt


def test_memory_of_sources_has_an_end(monkeypatch):
    monkeypatch.setattr(counting, "MOST_SOURCES", 10)
    for number in range(50):
        counting.repeats.allow(1, f"10.0.{number}.1")
    assert len(counting.repeats.counts) <= 12


def test_no_address_is_stored(client, slot):
    see(client, slot)
    follow(client, slot)
    stored = str(list(RateBucket.objects.values())) + str(counting.repeats.counts)
    assert "203.0.113" not in stored


def test_views_wait_in_the_process_and_are_written_together(client, slot, keys):
    keys(SPONSOR_FLUSH_SECONDS=3600)
    see(client, slot)
    with CaptureQueriesContext(connection) as queries:
        for _time in range(10):
            see(client, slot)
    assert len(queries) == 0
    counting.pending.flush()
    assert sums() == [(11, 0)]


def test_views_that_cannot_be_written_wait_for_the_next_time(slot, monkeypatch):
    counting.pending.views[slot.pk, today()] = 5

    def broken(views):
        raise DatabaseError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr(counting, "write", broken)
        counting.pending.flush()
    assert sums() == []
    counting.pending.flush()
    assert sums() == [(5, 0)]


@pytest.mark.django_db(transaction=True)
def test_views_of_a_deleted_advertisement_hold_no_other_up(client, slot, settings):
    wait = {"SPONSOR_FLUSH_SECONDS": 3600}
    settings.PRAKERJA_DONATE = {**settings.PRAKERJA_DONATE, **wait}
    ghost = factories.slot(text="salah")
    see(client, slot), see(client, ghost)
    ghost.delete()
    counting.pending.flush()
    assert sums() == [(1, 0)]
    assert not counting.pending.views
