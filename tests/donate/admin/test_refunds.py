"""Refunds at the treasurer's screens."""

import uuid

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from donate.models import JournalEntry, RefundRequest
from donate.services import settle
from donate.setup import ensure_approvers
from tests.donate import factories
from tests.donate.payments.conftest import (  # noqa: F401  fixtures
    donor,
    gateway,
    keys,
    page,
    sandbox,
)

from .desk import carried, errors, read

pytestmark = pytest.mark.django_db
LIST = "/admin/cash-book-refunds/"


def place(name, refund, *args):
    return reverse(f"prakerja_donate_refunds:{name}", args=[refund.pk, *args])


@pytest.fixture
def by_hand(db):
    return factories.received(amount_minor=50_000_00)


@pytest.fixture
def by_card(donor, sandbox):  # noqa: F811
    gift = donor.give()
    donor.pay()
    sandbox.release_fees()
    return settle(gift)


def typed(amount="50.000", **fields):
    return {
        "uid": uuid.uuid4(),
        "way": "hand",
        "amount": amount,
        "reason": "requested",
        **fields,
    }


def ask(client, gift, **fields):
    """Fill in the form, look at what it costs, and press."""
    address = reverse("prakerja_donate_refunds:ask", args=[gift.pk])
    asked = client.post(address, typed(**fields))
    return client.post(address, {**carried(asked), "do": ""}, follow=True)


def test_a_gift_offers_to_be_given_back(client, treasurer, by_hand):
    page = read(  # noqa: F811
        client.get(reverse("prakerja_donate_donations:inspect", args=[by_hand.pk]))
    )
    assert "Give back" in page


def test_a_gift_that_is_not_booked_does_not(client, treasurer):
    gift = factories.donation()
    page = read(  # noqa: F811
        client.get(reverse("prakerja_donate_donations:inspect", args=[gift.pk]))
    )
    assert "Give back" not in page
    asked = client.get(reverse("prakerja_donate_refunds:ask", args=[gift.pk]))
    assert asked.status_code == 302


def test_nothing_is_asked_before_the_second_look(client, treasurer, by_hand):
    address = reverse("prakerja_donate_refunds:ask", args=[by_hand.pk])
    assert "transfer it back yourself" in read(client.post(address, typed()))
    assert not RefundRequest.objects.exists()


def test_the_second_look_says_that_the_service_keeps_its_fee(
    client, treasurer, by_card
):
    address = reverse("prakerja_donate_refunds:ask", args=[by_card.pk])
    way = by_card.movements.get().payment_id
    said = read(client.post(address, typed(way=way)))
    assert "keeps its fee of Rp3.829,50" in said


def test_a_gift_by_card_is_given_back_with_two_presses(
    client,
    treasurer,
    by_card,
    sandbox,  # noqa: F811
):
    way = by_card.movements.get().payment_id
    said = read(ask(client, by_card, way=way, amount="20.000"))
    assert "Rp20.000 was given back" in said
    assert len(sandbox.store.of_kind("refund")) == 1


def test_pressed_twice_it_is_one_refund(client, treasurer, by_card, sandbox):  # noqa: F811
    way, uid = by_card.movements.get().payment_id, uuid.uuid4()
    for _ in "12":
        address = reverse("prakerja_donate_refunds:ask", args=[by_card.pk])
        facts = typed(way=way, uid=uid, amount="20.000")
        client.post(address, {**facts, "do": ""})
    assert len(sandbox.store.of_kind("refund")) == 1


def test_a_service_that_does_not_answer_is_said_honestly(
    client,
    treasurer,
    by_card,
    sandbox,  # noqa: F811
):
    sandbox.faults.down = True
    said = read(ask(client, by_card, way=by_card.movements.get().payment_id))
    assert "nobody knows yet" in said and "Ask again" in said
    sandbox.faults.down = False
    refund = RefundRequest.objects.get()
    assert "was given back" in read(client.post(place("again", refund), follow=True))


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"amount": "50.001"}, "amount"),
        ({"amount": "0"}, "amount"),
        ({"amount": "banyak"}, "amount"),
        ({"reason": ""}, "reason"),
        ({"way": "ch_other"}, "way"),
        ({"uid": "x"}, "uid"),
    ],
)
def test_what_is_typed_wrong_is_named(client, treasurer, by_hand, fields, wrong):
    address = reverse("prakerja_donate_refunds:ask", args=[by_hand.pk])
    assert wrong in errors(client.post(address, typed(**fields)))


def test_back_keeps_what_was_typed(client, treasurer, by_hand):
    address = reverse("prakerja_donate_refunds:ask", args=[by_hand.pk])
    asked = client.post(address, typed(amount="12.000", text="catatan"))
    said = read(client.post(address, {**carried(asked), "back": ""}))
    assert "12.000" in said and "catatan" in said


def test_a_transfer_made_by_hand_is_recorded(client, treasurer, by_hand):
    assert "Transfer the money now" in read(ask(client, by_hand))
    refund = RefundRequest.objects.get()
    assert "Transfer Rp50.000 to the donor" in read(
        client.get(place("inspect", refund))
    )
    bank = factories.entry(1).lines.get(amount_minor__gt=0).account
    facts = {"day": f"{refund.asked_at:%Y-%m-%d}", "account": bank.pk}
    address = place("record", refund)
    today = read(client.get(address)).partition('name="day" value="')[2][:10]
    client.post(address, {**facts, "day": today})
    refund.refresh_from_db()
    assert refund.state == "done"
    assert JournalEntry.objects.filter(kind="refund").count() == 1


def test_a_day_before_it_was_asked_for_is_refused(client, treasurer, by_hand):
    ask(client, by_hand)
    refund = RefundRequest.objects.get()
    facts = {"day": "2020-01-01", "account": ""}
    assert "day" in errors(client.post(place("record", refund), facts))


def test_a_large_one_waits_and_is_not_the_asker_s_to_agree_to(
    client,
    treasurer,
    by_hand,
    keys,  # noqa: F811
):
    keys(FOUR_EYES_ABOVE={"IDR": 1})
    treasurer.groups.add(ensure_approvers())
    said = read(ask(client, by_hand))
    refund = RefundRequest.objects.get()
    assert place("approve", refund) not in said
    client.post(place("approve", refund))
    refund.refresh_from_db()
    assert refund.state == "asked"


def test_somebody_else_agrees_and_the_service_is_asked(
    client,
    sign_in,
    treasurer,
    by_card,
    sandbox,  # noqa: F811
    keys,  # noqa: F811
):
    keys(FOUR_EYES_ABOVE={"IDR": 1})
    ask(client, by_card, way=by_card.movements.get().payment_id)
    refund = RefundRequest.objects.get()
    sign_in("penyetuju").groups.add(ensure_approvers())
    assert place("approve", refund) in read(client.get(place("inspect", refund)))
    client.post(place("approve", refund))
    refund.refresh_from_db()
    assert refund.state == "done"


def test_declining_needs_a_reason(client, treasurer, by_hand):
    ask(client, by_hand)
    refund = RefundRequest.objects.get()
    assert "why" in errors(client.post(place("decline", refund)))
    client.post(place("decline", refund), {"why": "keliru"})
    refund.refresh_from_db()
    assert refund.state == "declined"


@pytest.mark.parametrize(
    ("may", "status"),
    [("view_refundrequest", 302), ("access_admin", 302)],
)
def test_who_may_only_look_asks_for_nothing(client, sign_in, by_hand, may, status):
    person = sign_in("pembaca")
    for codename in {"access_admin", may}:
        person.user_permissions.add(Permission.objects.get(codename=codename))
    address = reverse("prakerja_donate_refunds:ask", args=[by_hand.pk])
    assert client.post(address, {**typed(), "do": ""}).status_code == status
    assert not RefundRequest.objects.exists()


def test_an_approver_asks_for_nothing_and_records_nothing(
    client, sign_in, treasurer, by_hand
):
    ask(client, by_hand)
    refund = RefundRequest.objects.get()
    sign_in("penyetuju").groups.add(ensure_approvers())
    client.post(place("record", refund), {"day": "2026-05-12"})
    client.post(place("again", refund))
    refund.refresh_from_db()
    assert refund.state == "ready" and refund.attempts == 0


def test_an_editor_does_not_see_refunds(client, editor):
    assert client.get(LIST).status_code == 302


def test_the_list_goes_into_a_spreadsheet_without_formulas(client, treasurer, by_hand):
    ask(client, by_hand, text="=HYPERLINK(1)")
    exported = client.get(f"{LIST}?export=csv")
    content = b"".join(exported.streaming_content).decode()
    assert "'=HYPERLINK" in content and "50000" in content
    assert client.get(f"{LIST}?export=xlsx").status_code == 200


def test_a_list_takes_few_queries(client, treasurer, django_assert_max_num_queries):
    for _ in range(8):
        gift = factories.received(amount_minor=50_000_00)
        RefundRequest.objects.create(
            donation=gift,
            amount_minor=1,
            currency="IDR",
            reason="other",
            asked_by=treasurer,
        )
    client.get(LIST)
    with django_assert_max_num_queries(25):
        client.get(LIST)


def test_the_start_page_and_the_health_say_what_is_to_be_done(
    client,
    sign_in,
    treasurer,
    by_hand,
    keys,  # noqa: F811
    settings,
    django_capture_on_commit_callbacks,
):
    settings.DEBUG = True  # the active book is the one for trying things out
    ask(client, by_hand)
    assert "1 refund waits for a person" in read(client.get("/admin/"))
    keys(FOUR_EYES_ABOVE={"IDR": 1})
    with django_capture_on_commit_callbacks(execute=True):
        ask(client, factories.received(amount_minor=60_000_00))
    sign_in("penyetuju").groups.add(ensure_approvers())
    assert "2 refunds wait for a person" in read(client.get("/admin/"))
    health = read(client.get("/admin/cash-book-health/"))
    assert "Waits for a second person" in health
    assert "To be given back" in health


@pytest.mark.parametrize("number", [0, 2**31, 2**70])
def test_a_gift_that_is_not_there_is_not_found(client, treasurer, number):
    address = reverse("prakerja_donate_refunds:ask", args=[number])
    assert client.get(address).status_code == 404
