"""The nightly walk finds all, doubles nothing and tells what it cannot explain."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from donate import account_walk
from donate.account_walk import walk, walk_due
from donate.gateways.base import GatewayDown, Role
from donate.models import Cursor, JournalEntry, Movement, ProviderBalance
from donate.reconcile import tick
from donate.services import movement_by_hand, settle
from tests.donate import factories

from .accounts import agrees, booked, held

pytestmark = pytest.mark.django_db


def test_5_a_payment_of_which_no_event_came_is_booked(paid, sandbox, gateway, account):
    sandbox.release_fees()
    found = walk(gateway)
    paid.refresh_from_db()
    assert paid.state == "booked"
    assert (found.seen, found.booked, found.clean) == (1, 1, True)
    assert agrees(account)


def test_6_walking_again_over_the_same_days_changes_nothing(gift, account, gateway):
    account.payout_automatic("idr")
    walk(gateway)
    before = list(Movement.objects.values())
    assert walk(gateway).clean
    assert list(Movement.objects.values()) == before
    assert JournalEntry.objects.count() == 2


def test_5_every_page_of_a_long_account_is_read(account, gateway):
    for _ in range(230):
        account.fee_charge(1_00, "idr")
    found = walk(gateway, since=timezone.now() - timedelta(days=1))
    assert (found.seen, found.booked) == (230, 230)
    assert booked("expenses:fees") == 230_00
    assert agrees(account)


def test_6_what_is_added_while_a_page_is_read_shifts_nothing(
    account, gateway, monkeypatch
):
    """By id, not by offset: Open Collective doubled rows there."""
    for _ in range(120):
        account.fee_charge(1_00, "idr")
    facts = gateway.movements_since(timezone.now() - timedelta(days=1))
    seen = [next(facts).id]
    account.fee_charge(1_00, "idr")
    seen += [fact.id for fact in facts]
    assert len(seen) == len(set(seen)) == 120


def test_7_a_walk_that_broke_off_goes_on_where_the_last_whole_one_was(
    gift, sandbox, account, gateway, monkeypatch
):
    walk(gateway)
    done = Cursor.objects.get().at
    account.fee_charge(1_00, "idr")
    monkeypatch.setattr(
        gateway, "balances", lambda: (_ for _ in ()).throw(GatewayDown("gone"))
    )
    with pytest.raises(GatewayDown):
        walk(gateway)
    assert Cursor.objects.get().at == done
    monkeypatch.undo()
    assert walk(gateway).clean
    assert Cursor.objects.get().at > done


def test_5_the_walk_looks_three_days_back(gift, account, gateway, sandbox):
    walk(gateway)
    late = account.fee_charge(1_00, "idr")
    two_days = timezone.now() - timedelta(days=2)
    late["created"] = int(two_days.timestamp())
    assert walk(gateway).clean
    assert agrees(account)


@pytest.mark.parametrize("kind", ["stripe_fee", "stripe_fx_fee", "tax_fee"])
def test_19_fees_of_no_gift_are_costs(gift, account, gateway, kind):
    before = booked("expenses:fees")
    account.fee_charge(7_000_00, "idr", kind)
    assert walk(gateway).clean
    assert booked("expenses:fees") - before == 7_000_00


@pytest.mark.parametrize("kind", ["topup", "reserve_hold", "something_new"])
def test_11_a_kind_nobody_knows_is_told_and_never_guessed(gift, account, gateway, kind):
    account.transaction(None, kind, -5_000_00, currency="idr")
    found = walk(gateway)
    [movement] = found.unexplained
    assert (movement.state, movement.entry) == ("unexplained", None)
    assert movement.problem == f"kind: {kind} {kind}"
    [drift] = found.drifts
    assert drift.drift.amount_minor == -5_000_00
    assert "catat sendiri" in movement.problem_words


def test_11_what_a_person_recorded_by_hand_is_told_no_more(gift, account, gateway):
    account.transaction(None, "topup", 5_000_00, currency="idr")
    [movement] = walk(gateway).unexplained
    factories.entry(5_000_00, into="assets:stripe:idr", out_of="income:other")
    movement_by_hand(movement)
    assert walk(gateway).clean
    assert movement.get_state_display() == "dicatat sendiri"


def test_11_an_adjustment_of_no_known_category_is_not_taken_for_a_dispute(
    gift, account, gateway
):
    account.transaction(None, "adjustment", -1_00, currency="idr", category="other")
    assert not walk(gateway).clean
    assert booked("contra:disputes") == 0


def test_11_money_on_another_balance_than_payments_is_not_booked(
    gift, account, gateway
):
    moved = account.fee_charge(1_00, "idr")
    moved["balance_type"] = "issuing"
    assert [m.object_id for m in walk(gateway).unexplained] == [moved["id"]]


def test_what_moves_nothing_is_let_be(gift, account, gateway):
    account.transaction(None, "charge", 0, currency="idr")
    assert walk(gateway).clean
    assert Movement.objects.filter(state="ignored").count() == 1


def test_19_a_refund_on_an_account_abroad_keeps_charged_and_settled(
    paid, sandbox, account, gateway
):
    sandbox.faults.settle_in = ("usd", Decimal("0.0000625"))
    sandbox.release_fees()
    settle(paid)
    charge = sandbox.store.of_kind("charge")[0]
    account.refund_create({"charge": charge["id"], "amount": 25_000_00})
    assert walk(gateway).clean
    paid.refresh_from_db()
    assert paid.refunded_minor == 25_000_00
    assert booked("contra:refunds") == 156
    assert agrees(account, "usd")
    refund = Movement.objects.get(role="refund")
    assert (refund.currency, refund.charged_currency) == ("USD", "IDR")
    assert refund.entry.note.text == (
        "-25000.00 IDR = -1.56 USD, exchange rate 0.0000625"
    )


def test_9_amounts_that_change_afterwards_are_told(gift, sandbox, gateway):
    moved = sandbox.store.of_kind("balance_transaction")[0]
    moved.update(fee=moved["fee"] - 1, net=moved["net"] + 1)
    found = walk(gateway)
    assert [m.problem.partition(":")[0] for m in found.unexplained] == ["changed"]
    assert JournalEntry.objects.count() == 1


def test_27_a_balance_the_books_do_not_explain_is_told(gift, sandbox, gateway):
    hidden = sandbox.account.fee_charge(3_000_00, "idr")
    hidden["created"] = 1_500_000_000
    found = walk(gateway)
    assert [d.drift.amount_minor for d in found.drifts] == [-3_000_00]
    assert not found.unexplained
    balance = ProviderBalance.objects.get()
    assert balance.amount_minor == held(sandbox.account)
    assert walk(gateway, since=datetime(2017, 1, 1, tzinfo=UTC)).clean


def test_15_a_movement_that_finds_no_gift_for_a_day_is_told(gift, gateway):
    waiting = Movement.objects.create(
        provider="stripe",
        livemode=False,
        object_id="txn_old",
        role="gift",
        type="charge",
        amount_minor=0,
        fee_minor=1,
        net_minor=-1,
        currency="IDR",
        donation=gift,
        occurred_at=timezone.now() - timedelta(hours=30),
    )
    assert waiting in walk(gateway).unexplained
    Movement.objects.filter(pk=waiting.pk).update(occurred_at=timezone.now())
    assert waiting not in walk(gateway).unexplained


def test_one_movement_that_fails_does_not_stop_the_others(
    gift, account, gateway, monkeypatch
):
    first, second = (account.fee_charge(1_00, "idr") for _ in "12")
    real = account_walk.movement_settle

    def broken(movement, gateway):
        if movement.object_id == first["id"]:
            raise RuntimeError
        return real(movement, gateway)

    monkeypatch.setattr(account_walk, "movement_settle", broken)
    assert walk(gateway).failures
    assert Movement.objects.get(object_id=second["id"]).state == "booked"


# When


@pytest.mark.parametrize(
    ("last", "now", "due"),
    [
        ("2026-11-20T18:30Z", "2026-11-20T20:00Z", True),  # 01:30 and 03:00 in Jakarta
        ("2026-11-20T19:30Z", "2026-11-20T20:00Z", False),
        ("2026-11-20T19:30Z", "2026-11-21T18:59Z", False),
        ("2026-11-20T19:30Z", "2026-11-21T19:00Z", True),
        ("2026-11-01T00:00Z", "2026-11-20T10:00Z", True),
    ],
)
def test_24_the_walk_is_due_once_a_night_in_jakarta(
    gateway, monkeypatch, last, now, due
):
    Cursor.objects.create(
        provider="stripe",
        livemode=False,
        kind="movements",
        at=datetime.fromisoformat(last),
    )
    moment = datetime.fromisoformat(now)
    monkeypatch.setattr(account_walk.timezone, "now", lambda: moment)
    assert walk_due(gateway) is due


def test_a_site_without_a_gift_asks_for_no_account(gateway):
    assert not walk_due(gateway)


def test_5_the_clock_of_the_site_walks_once_a_night(paid, sandbox):
    sandbox.release_fees()
    tick()
    assert Cursor.objects.count() == 1
    paid.refresh_from_db()
    assert paid.state == "booked"
    sandbox.account.fee_charge(1_00, "idr")
    tick()
    assert Movement.objects.count() == 1


def test_the_books_and_the_services_speak_of_the_same_roles():
    assert [str(role) for role in Role] == Movement.Role.values


def test_14_an_account_that_holds_something_unreadable_stops_nothing_else(
    gift, sandbox
):
    sandbox.store.of_kind("balance_transaction")[0]["currency"] = "none"
    report = tick()
    assert report.failures == 1
    assert not Cursor.objects.exists()
