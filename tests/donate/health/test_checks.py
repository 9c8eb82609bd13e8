"""What each check of the cash finds, and what it leaves alone."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from donate.approving.asking import row_record_ask
from donate.approving.deciding import pending_refuse
from donate.health import Scope, rows
from donate.health.fixes import look_at
from donate.ledger.recording import Purpose
from donate.ledger.verifying import verify_and_record
from donate.models import (
    CardPause,
    Donation,
    JournalEntry,
    LedgerCheck,
    Letter,
    Movement,
    ProviderBalance,
    ProviderEvent,
)
from donate.testing import triggers_lifted
from tests.donate import factories
from tests.donate.bank import statements

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def found(name, **scope):
    return [
        row.found.what for row in rows(Scope("test", **scope)) if row.check.name == name
    ]


def ago(**lapse):
    return timezone.now() - timedelta(**lapse)


def movement(**fields):
    fields.setdefault("state", "unexplained")
    fields.setdefault("problem", "kind: unknown")
    return Movement.objects.create(
        provider="stripe",
        livemode=False,
        object_id=f"txn_{Movement.objects.count()}",
        role="other",
        type="adjustment",
        amount_minor=100_00,
        fee_minor=0,
        net_minor=100_00,
        currency="IDR",
        occurred_at=fields.pop("at", factories.MAY),
        **fields,
    )


def test_where_nothing_is_there_nothing_is_wrong():
    assert rows(Scope("test")) == []


def test_a_gift_paid_a_day_ago_and_not_booked_is_found():
    factories.donation(state="paid", paid_at=ago(hours=25))
    assert found("unbooked") == [
        "1 gift arrived more than a day ago and is not booked."
    ]


def test_a_gift_paid_today_may_wait_for_its_fee():
    factories.donation(state="paid", paid_at=ago(hours=23))
    assert found("unbooked") == []


def test_of_a_month_every_unbooked_gift_counts():
    factories.donation(state="paid", paid_at=factories.MAY)
    may, june = date(2026, 5, 1), date(2026, 6, 1)
    assert found("unbooked", month=may) == ["1 gift of this month is not booked yet."]
    assert found("unbooked", month=june) == []


def test_the_other_book_is_not_looked_at():
    factories.donation(
        book_id="live", state="paid", problem="twice", paid_at=ago(days=2)
    )
    assert rows(Scope("test")) == []


def test_an_event_that_nobody_worked_on_for_an_hour_is_found():
    event = ProviderEvent.objects.create(
        provider="stripe", livemode=False, event_id="evt_1"
    )
    assert found("events") == []
    ProviderEvent.objects.filter(pk=event.pk).update(received_at=ago(hours=2))
    assert "1 message" in found("events")[0]


def test_a_movement_without_explanation_is_found():
    movement()
    assert "1 movement" in found("movements")[0]


def test_a_provider_that_holds_other_money_is_found():
    facts = {"provider": "stripe", "livemode": False, "asked_at": timezone.now()}
    ProviderBalance.objects.create(
        currency="IDR", amount_minor=500_00, booked_minor=500_00, **facts
    )
    assert found("balance") == []
    ProviderBalance.objects.update(booked_minor=300_00)
    assert found("balance")[0].startswith("Stripe holds Rp200 more than the books say")


def test_bank_movements_to_decide_are_counted():
    account = statements.bank()
    statements.come(account, (25_000,), (1_000,))
    assert found("rows") == ["2 bank movements have to be decided."]


def test_a_bank_that_differs_by_more_than_what_waits_is_found():
    account = statements.bank()
    kept = statements.take(account, (25_000,))
    kept.closing_minor = 25_000_00
    kept.save()
    assert found("bank") == []
    kept.closing_minor = 26_000_00
    kept.save()
    assert "differ by Rp1.000" in found("bank")[0]


def drifted(account, *rows, closing):
    """Movements beside the books, after the newest statement's balance."""
    statements.come(account, *rows)
    account.imports.update(closing_minor=closing * 100)
    return found("bank")


def test_a_cost_recorded_by_hand_that_waits_to_be_linked_is_no_difference():
    account = statements.bank()
    factories.cost(15_000_00)
    assert drifted(account, (-15_000, "BIAYA", 13), closing=-15_000) == []


def test_one_entry_explains_one_movement():
    account = statements.bank()
    factories.cost(15_000_00)
    rows = (-15_000, "BIAYA", 12), (-15_000, "BIAYA LAIN", 13)
    assert drifted(account, *rows, closing=-30_000) == []
    account.imports.update(closing_minor=-15_000_00)
    assert found("bank") != []


def test_an_entry_of_another_week_explains_no_movement():
    account = statements.bank()
    factories.cost(15_000_00)
    assert drifted(account, (-15_000, "BIAYA", 22), closing=-15_000) != []


def test_a_letter_that_was_given_up_is_found():
    gift = factories.donation(state="booked")
    Letter.objects.create(donation=gift, kind="thanks", state="failed")
    assert found("letters") == ["1 letter to a donor could not be sent."]


def test_a_pause_of_cards_is_told_while_it_lasts():
    pause = CardPause.objects.create(
        gateway="stripe", reason="declined", until=timezone.now() + HOUR
    )
    assert "Card payments rest until" in found("pause")[0]
    CardPause.objects.filter(pk=pause.pk).update(until=ago(hours=1))
    assert found("pause") == []


def test_books_that_were_never_checked_are_found():
    factories.entry()
    assert found("check") == ["The books have not been checked yet."]


def test_an_old_check_does_not_count():
    factories.entry()
    verify_and_record()
    assert found("check") == []
    LedgerCheck.objects.update(checked_at=ago(days=3))
    assert "last checked on" in found("check")[0]


def test_a_check_that_found_something_is_told():
    factories.entry()
    with triggers_lifted():
        JournalEntry.objects.update(kind="fee")
        verify_and_record()
    assert "problems" in found("check")[0]


def test_a_month_needs_a_check_after_its_last_entry():
    factories.entry()
    verify_and_record()
    factories.entry()
    month = date(2026, 5, 1)
    assert found("check", month=month) == [
        "Entries of this month were booked after the last check."
    ]


def test_months_that_are_over_are_counted_until_they_are_closed():
    last_month = timezone.now().replace(day=1) - timedelta(days=2)
    factories.entry(occurred_at=last_month)
    assert found("months") == ["1 month is over and not closed."]
    factories.close(last_month)
    assert found("months") == []


def test_a_cost_without_proof_is_found_until_its_month_is_closed():
    factories.cost(100_00)
    factories.cost(100_00, proof=factories.proof())
    assert found("proofs") == ["1 cost has no proof document."]
    factories.close()
    assert found("proofs") == []


def test_a_movement_that_waits_for_approval_is_counted_there_alone(settings):
    settings.PRAKERJA_DONATE = {
        **settings.PRAKERJA_DONATE,
        "FOUR_EYES_ABOVE": {"IDR": 1_000},
    }
    row, _other = statements.come(statements.bank(), (-7_000,), (-8_000,))
    asked = Purpose.parse("expenses:hosting")
    person = factories.user()
    pending = row_record_ask(row=row, purpose=asked, text="Server", author=person)
    assert found("rows") == ["1 bank movement has to be decided."]
    assert found("approvals") == ["1 entry waits for approval."]
    pending_refuse(pending=pending, reason="x", author=factories.user("lain"))
    assert found("rows") == ["2 bank movements have to be decided."]


def test_the_worst_stands_first():
    factories.cost(100_00)
    factories.donation(problem="twice: 2 payments")
    assert rows(Scope("test"))[0].is_wrong
    assert not rows(Scope("test"))[-1].is_wrong


def test_what_was_looked_at_is_gone_until_it_changes():
    gift = factories.donation(problem="twice: 2 payments")
    person = factories.user()
    look_at(book="test", check="gifts", pk=gift.pk, reason="refunded", author=person)
    assert found("gifts") == []
    Donation.objects.update(problem="amount: 1 not 2")
    assert "1 gift needs a person" in found("gifts")[0]


def test_a_cost_that_never_had_a_receipt_can_be_explained():
    entry = factories.cost(100_00)
    person = factories.user()
    for _ in range(2):
        look_at(
            book="test", check="proofs", pk=entry.seq, reason="parking", author=person
        )
    assert found("proofs") == []


def test_however_much_is_wrong_the_queries_stay_few(django_assert_max_num_queries):
    statements.come(statements.bank(), *[(1_000 + n,) for n in range(8)])
    for _ in range(8):
        factories.donation(state="paid", paid_at=ago(days=2), problem="twice: 2")
        factories.cost(100_00)
        movement()
    with django_assert_max_num_queries(18):
        assert len(rows(Scope("test"))) >= 6


def test_what_is_not_shown_is_counted():
    for _ in range(7):
        factories.donation(problem="twice: 2 payments")
    (row,) = rows(Scope("test"))
    assert (len(row.found.items), row.found.more) == (5, 2)
