"""What a movement is, and what is never guessed."""

from datetime import UTC, date, datetime

import pytest

from donate.bank.candidates import short_code
from donate.bank.matching import gift_if_open, row_match, rows_due, rows_match
from donate.holding import gifts_awaiting
from donate.ledger.verifying import verify
from donate.models import BankRow, Donation, HeldAmount, JournalEntry
from donate.money import Money
from tests.donate import factories

from . import statements
from .statements import balance, come, gift, payout

pytestmark = pytest.mark.django_db


@pytest.fixture
def account(db):
    return statements.bank()


def only(account, *row):
    (found,) = come(account, row)
    return found


def on_hold(row, why):
    assert (row.state, row.why, row.entry) == ("on_hold", why, None)
    assert not JournalEntry.objects.filter(kind="donation").exists()
    return True


def test_the_amount_with_its_code_finds_the_gift(account):
    donation = gift()
    row = only(account, 25_123)
    donation.refresh_from_db()
    assert (row.state, row.donation) == ("linked", donation)
    assert donation.state == "booked" and balance() == 25_123
    assert row.entry.source_key == f"bank:main:{row.key}"


def test_matching_again_books_nothing_more(account):
    gift()
    row = only(account, 25_123)
    rows_match(BankRow.objects.all())
    assert row_match(row).state == "linked"
    assert JournalEntry.objects.count() == 1 and verify() == []


def test_late_money_within_two_weeks_is_matched(account):
    gift(state="expired", expires_at=datetime(2026, 4, 29, tzinfo=UTC), made=EARLY)
    assert only(account, 25_123).state == "linked"


EARLY = datetime(2026, 4, 1, tzinfo=UTC)


def test_after_two_weeks_a_code_says_nothing(account):
    gift(state="expired", expires_at=datetime(2026, 4, 27, tzinfo=UTC), made=EARLY)
    assert only(account, 25_123).state == "new"


def test_money_that_came_before_the_gift_was_made_is_not_for_it(account):
    gift(made=datetime(2026, 5, 13, 1, tzinfo=UTC))
    assert only(account, 25_123).state == "new"


def test_days_are_those_of_jakarta_wherever_the_host_stands(settings):
    settings.TIME_ZONE = "UTC"
    gift(made=datetime(2026, 5, 12, 17, 30, tzinfo=UTC))  # 13 May, half past midnight
    asked = Money.of(25_123, "IDR")
    assert gifts_awaiting(asked, book="test", day=date(2026, 5, 12)) == []
    assert gifts_awaiting(asked, book="test", day=date(2026, 5, 13))


def test_an_amount_held_before_its_gift_was_made_finds_nothing(account):
    gift(made=datetime(2026, 5, 13, 1, tzinfo=UTC))
    HeldAmount.objects.update(made_at=datetime(2026, 5, 10, tzinfo=UTC))
    assert only(account, 25_123).state == "new"


def test_a_gift_of_the_same_day_counts(account):
    gift(made=datetime(2026, 5, 12, 16, 59, tzinfo=UTC))
    assert only(account, 25_123).state == "linked"


def test_two_gifts_that_fit_wait(account):
    gift(), gift(amount=25_100, code=23)
    assert on_hold(only(account, 25_123), "several")


def test_a_wrong_code_is_never_credited(account):
    gift()
    assert on_hold(only(account, 25_321), "code")


def test_a_code_left_out_is_never_credited(account):
    gift()
    assert on_hold(only(account, 25_000), "code")


def test_money_for_a_gift_that_was_paid_waits(account):
    gift(state="booked")
    assert on_hold(only(account, 25_123), "paid")


def test_of_two_equal_transfers_for_one_gift_the_second_waits(account):
    gift()
    first, second = come(account, (25_123,), (25_123,))
    assert first.state == "linked"
    assert (second.state, second.why) == ("on_hold", "paid")
    assert balance() == 25_123


def test_a_gift_paid_a_moment_ago_by_other_money_waits(account):
    """What was read before the lock is old."""
    seen = gift()
    Donation.objects.update(state="booked")
    statements.take(account, (25_123,))
    row = gift_if_open(BankRow.objects.get(), seen)
    assert on_hold(row, "paid")


def test_a_gift_without_a_code_is_not_found_by_its_amount(account):
    gift(code=0)
    assert only(account, 25_000).state == "new"


def test_a_gift_of_the_other_book_is_not_found(account):
    factories.donation(book_id="live")
    gift(book_id="live")
    assert only(account, 25_123).state == "new"


def test_the_reference_in_the_text_finds_a_gift_without_code(account):
    donation = gift(code=0)
    row = only(account, 25_000, f"TRF {short_code(donation.public_id).lower()} SEDEKAH")
    assert row.donation == donation


def test_a_reference_with_another_amount_waits(account):
    donation = gift()
    row = only(account, 90_000, short_code(donation.public_id))
    assert on_hold(row, "amount")


def test_a_reference_against_the_amount_of_another_gift_waits(account):
    donation = gift(amount=25_100, code=23)
    gift()
    row = only(account, 25_123, f"{short_code(donation.public_id)}")
    assert on_hold(row, "several")


def test_a_reference_to_a_paid_gift_waits(account):
    donation = gift(state="booked")
    assert on_hold(only(account, 25_123, short_code(donation.public_id)), "paid")


def test_a_payout_arrives_and_is_no_new_income(account):
    sent = payout(500_000)
    row = only(account, 500_000)
    assert (row.state, row.payout, row.entry.kind) == ("linked", sent, "transfer")
    assert balance() == 500_000 and balance("assets:in_transit") == 0


def test_two_payouts_of_one_size_wait(account):
    payout(500_000), payout(500_000, "stripe:po_2")
    assert on_hold(only(account, 500_000), "several")


def test_a_payout_arrives_once(account):
    payout(500_000)
    come(account, (500_000, "A"), (500_000, "B"))
    assert sorted(BankRow.objects.values_list("state", flat=True)) == ["linked", "new"]


def test_a_payout_that_is_also_a_gift_waits(account):
    payout(25_123), gift()
    assert on_hold(only(account, 25_123), "several")


def test_a_payout_booked_after_the_file_came_is_matched_later(account):
    row = only(account, 500_000)
    assert row.state == "new" and not rows_due().exists()
    payout(500_000)
    rows_match(rows_due())
    row.refresh_from_db()
    assert row.state == "linked"


def test_what_nobody_came_to_judge_is_due(account):
    statements.take(account, (1_000,))
    assert rows_due().count() == 1


@pytest.mark.parametrize("day", [9, 15])
def test_what_was_recorded_by_hand_is_offered_not_booked_twice(account, day):
    factories.cost(750_000_00)
    row = only(account, -750_000, "SEWA", day)
    assert (row.state, row.why) == ("on_hold", "recorded")
    assert JournalEntry.objects.count() == 1


@pytest.mark.parametrize("day", [8, 16])
def test_an_entry_of_another_week_is_not_offered(account, day):
    factories.cost(750_000_00)
    assert only(account, -750_000, "SEWA", day).state == "new"


def test_a_recorded_gift_is_not_booked_again(account):
    gift()
    factories.entry(25_123_00, kind="donation", out_of="income:donations")
    assert only(account, 25_123).why == "recorded"
    assert JournalEntry.objects.count() == 1


def test_what_the_books_refuse_waits(account):
    gift()
    account.account.active = False
    account.account.save()
    assert on_hold(only(account, 25_123), "refused")


def test_an_unknown_cost_stays_new(account):
    assert only(account, -6_500, "BIAYA ADM").state == "new"
