"""Monthly gifts on the treasurer's screens."""
# ruff: noqa: F811  fixtures

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils import timezone
from wagtail.models import ModelLogEntry

from donate.gateways.base import GatewayDown
from donate.gateways.stripe.gateway import StripeGateway
from donate.models import DonorContact, Subscription
from tests.donate.admin.conftest import editor, english, sign_in, treasurer  # noqa: F401
from tests.donate.admin.desk import read

from .test_finishing import promise as promised_before

LIST = "/admin/cash-book-monthly/"


@pytest.fixture(autouse=True)
def plain(english):
    """Screens are read in English."""


def place(promise, action=""):
    return f"{LIST}{promise.pk}/{action}"


def test_it_says_who_gives_what_since_when(client, promise, months, treasurer):
    months.paid()
    page = read(client.get(LIST))
    for words in ("Sari", "Rp50.000", "Goes on"):
        assert words in page
    (row,) = client.get(LIST).context["object_list"]
    assert row.months == 2


def test_its_gifts_are_one_click_away(client, promise, treasurer):
    page = read(client.get(place(promise)))
    gift = promise.gifts.get()
    assert f"/admin/cash-book-gifts/{gift.pk}/" in page
    assert "Sari" in page and promise.token not in page


def test_it_names_who_gave_last(client, promise, months, treasurer):
    months.paid()
    newest = DonorContact.objects.filter(donation=promise.gifts.latest("pk"))
    assert newest.update(name="Budi", email="budi@example.org") == 1
    (row,) = client.get(LIST).context["object_list"]
    assert (row.donor_name, row.donor_email) == ("Budi", "budi@example.org")


def test_donors_are_told_only_to_who_looks_after_them(client, promise, treasurer):
    allowed = Permission.objects.get(codename="change_donorcontact")
    Group.objects.get(name="Treasurers").permissions.remove(allowed)
    for address in (LIST, place(promise), f"{LIST}?export=csv"):
        answer = client.get(address)
        content = getattr(answer, "streaming_content", None) or [answer.content]
        assert b"Sari" not in b"".join(content)
    assert not client.get(f"{LIST}?q=Sari").context["object_list"]


def test_a_donor_is_found_by_name_and_by_address(client, promise, treasurer):
    for words, count in (("sari", 1), ("sari@example", 1), ("Budi", 0)):
        assert len(client.get(f"{LIST}?q={words}").context["object_list"]) == count


@pytest.mark.parametrize("standing", ["active", "past_due", "stopping", "stopped"])
def test_the_list_is_narrowed_by_how_it_stands(client, treasurer, standing):
    now = timezone.now()
    made = {
        "active": promised_before(5),
        "past_due": promised_before(5, object_id="sub_2", state="past_due"),
        "stopping": promised_before(5, object_id="sub_3", stop_asked_at=now),
        "stopped": promised_before(5, object_id="sub_4", state="cancelled"),
    }
    found = client.get(f"{LIST}?standing={standing}").context["object_list"]
    assert list(found) == [made[standing]]


def test_what_never_began_is_not_there(client, promised, treasurer):
    assert not client.get(LIST).context["object_list"]


def test_it_stops_after_a_second_look_and_is_noted(client, promise, months, treasurer):
    stop = place(promise, "stop/")
    assert "charges nothing more" in read(client.get(stop))
    assert Subscription.objects.get().state == "active"
    assert "Nothing more is charged" in read(client.post(stop, follow=True))
    assert Subscription.objects.get().state == "cancelled"
    assert months.subscription["status"] == "canceled"
    assert (
        ModelLogEntry.objects.filter(action="prakerja_donate.monthly.stop").count() == 1
    )


def test_pressed_twice_it_says_that_it_is_over(client, promise, treasurer):
    client.post(place(promise, "stop/"))
    assert "over already" in read(client.post(place(promise, "stop/"), follow=True))


def test_a_service_that_is_down_is_told_later(
    client,
    promise,
    treasurer,
    monkeypatch,
):
    def down(self, subscription_id):
        raise GatewayDown("no answer")

    monkeypatch.setattr(StripeGateway, "promise_stop", down)
    page = read(client.post(place(promise, "stop/"), follow=True))
    assert "told again every few minutes" in page and "Is being stopped" in page
    assert Subscription.objects.unstopped().get() == promise


def test_who_may_only_look_cannot_stop(client, promise, editor):
    editor.user_permissions.add(Permission.objects.get(codename="view_subscription"))
    assert "Stop" not in read(client.get(place(promise)))
    assert client.post(place(promise, "stop/")).status_code == 302
    assert Subscription.objects.get().stop_asked_at is None


def test_the_export_runs_nothing_in_a_spreadsheet(client, promise, treasurer):
    DonorContact.objects.update(name="=HYPERLINK(1)")
    content = b"".join(client.get(f"{LIST}?export=csv").streaming_content).decode()
    assert "'=HYPERLINK" in content and "50000" in content
    assert client.get(f"{LIST}?export=xlsx").status_code == 200


def test_a_long_list_takes_few_queries(
    client,
    treasurer,
    django_assert_max_num_queries,
):
    for number in range(8):
        promised_before(5, object_id=f"sub_{number}")
    client.get(LIST)
    with django_assert_max_num_queries(25):
        client.get(LIST)
