"""An attempt to find a person in what is given out of closed months.

The attacker reads every file and knows that X gave on a day, about how much, and every
public sum. They win where fewer than five candidates are left, X's entry among them.
"""

import json
from datetime import date, timedelta

import pytest

from donate.models import JournalEntry
from tests.donate import factories

from . import books

pytestmark = pytest.mark.django_db
CROWD = 5
ABOUT = 20  # percent


def given(book="live"):
    """Every entry in the files."""
    files = books.files(book)
    return [
        entry
        for name, content in files.items()
        if name.endswith(".json")
        for entry in json.loads(content)["entries"]
    ]


def given_numbers():
    return [entry["seq"] for entry in given()]


def amount_of(entry):
    return -sum(
        line["amount_minor"]
        for line in entry["lines"]
        if line["account"] == "income:donations"
    )


def candidates(entries, gift):
    """What the attacker is left with, who knows the exact day and about the amount."""
    amount = donated(gift)
    return [
        entry
        for entry in entries
        if entry["local_date"] == gift.local_date.isoformat()
        and abs(amount_of(entry) - amount) * 100 <= amount * ABOUT
    ]


def donated(gift):
    [line] = gift.lines.filter(account__code="income:donations")
    return -line.amount_minor


def gifts():
    return JournalEntry.objects.filter(kind="donation").select_related(
        "donation__contact"
    )


def people(seqs):
    emails = gifts().filter(seq__in=seqs).values_list("donation__contact__email")
    return {email for (email,) in emails if email}


@pytest.mark.parametrize("seed", range(6))
def test_nobody_is_found_among_fewer_than_five(seed):
    books.busy_month(seed)
    books.close()
    entries = given()
    numbers = {entry["seq"] for entry in entries}
    for gift in gifts():
        found = [entry["seq"] for entry in candidates(entries, gift)]
        if gift.seq in numbers:
            assert len(people(found)) >= CROWD


@pytest.mark.parametrize("seed", range(6))
def test_sums_less_what_is_given_out_leave_nobody_alone(seed):
    books.busy_month(seed)
    books.close()
    numbers = set(given_numbers())
    for memo in ("card_gift", "qris_gift"):
        of_this_way = set(
            gifts().filter(public_memo=memo).values_list("seq", flat=True)
        )
        rest = of_this_way - numbers
        if of_this_way & numbers and rest:
            assert len(people(rest)) >= CROWD


def test_the_attack_would_find_people_in_files_that_hold_everything(monkeypatch):
    """The control: without the rule, the attacker wins."""
    monkeypatch.setattr(
        "donate.ledger.privacy.given_out",
        lambda entries, crowd: [entry.seq for entry in entries],
    )
    books.gift_of("sari@contoh.id", 1_234_567_00)
    books.crowd(6)
    books.close()
    sari = gifts().get(donation__contact__email="sari@contoh.id")
    assert len(candidates(given(), sari)) == 1


def test_a_crowd_is_given_out():
    alike = books.crowd(5)
    books.close()
    assert given_numbers() == [entry.seq for entry in alike]


def test_four_people_are_no_crowd():
    books.crowd(4)
    books.close()
    assert given_numbers() == []


def test_one_person_five_times_is_no_crowd():
    for _time in range(5):
        books.gift_of("sari@contoh.id")
    books.close()
    assert given_numbers() == []


def test_people_without_an_address_are_no_crowd():
    for _time in range(6):
        books.gift_of("")
    books.close()
    assert given_numbers() == []


def test_a_fee_of_its_own_sets_a_gift_apart():
    books.crowd(4)
    books.gift_of("sari@contoh.id", fee=4_000_00)
    books.close()
    assert given_numbers() == []


def test_one_gift_held_back_holds_back_the_crowd_of_its_way():
    """Else the sum of the month minus the crowd would be that gift."""
    books.crowd(6)
    books.gift_of("sari@contoh.id", 1_234_567_00)
    books.close()
    assert given_numbers() == []


def test_a_crowd_held_back_lets_another_be_given_out():
    alike = books.crowd(6)
    for number in range(5):
        books.gift_of(f"lain{number}@contoh.id", 100_000_00 + number * 1_000_00)
    books.close()
    assert given_numbers() == [entry.seq for entry in alike]


def test_gifts_whose_source_could_be_guessed_are_held_back():
    """The digest of a bank's row would tell whether its text names X."""
    for number in range(6):
        books.gift_of(f"orang{number}@contoh.id", source_key=f"bank:main:ANI {number}")
    books.close()
    assert given_numbers() == []


def test_the_crowd_may_be_set_larger(settings):
    settings.PRAKERJA_DONATE = {**settings.PRAKERJA_DONATE, "CROWD": 8}
    books.crowd(7)
    books.close()
    assert given_numbers() == []


def test_what_is_nobodys_is_given_out():
    opening = factories.entry(
        1_00,
        out_of="equity:opening",
        kind="opening",
        book="live",
        public_memo="opening",
    )
    ads = factories.entry(book="live", public_memo="adsense")
    interest = factories.entry(
        1_00, out_of="income:other", kind="other_income", book="live",
        public_memo="interest",
    )  # fmt: skip
    cost = factories.cost(1_00, book="live")
    books.close()
    assert given_numbers() == [e.seq for e in (opening, ads, interest, cost)]


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "payout", "into": "assets:bank:main", "out_of": "assets:stripe:idr"},
        {"kind": "ad_income", "public_memo": "sponsor"},
        {"kind": "other_income", "out_of": "income:other", "public_memo": "grant"},
        {"kind": "expense", "into": "expenses:people", "out_of": "assets:bank:main"},
        {"kind": "refund", "into": "contra:refunds", "out_of": "assets:stripe:idr"},
        {"kind": "adjustment", "into": "expenses:hosting", "out_of": "equity:fx"},
    ],
)
def test_what_may_be_somebodys_is_in_the_sums_only(facts):
    factories.entry(1_00, book="live", **facts)
    books.close()
    assert given_numbers() == []


def test_a_correction_is_given_out_where_what_it_corrects_is():
    cost = factories.cost(1_00, book="live")
    pay = factories.cost(2_00, "people", book="live")
    books.corrected(cost)
    books.corrected(pay)
    books.close()
    assert given_numbers() == [cost.seq, pay.seq + 1]


def test_the_files_name_nobody():
    books.gift_of("sari@contoh.id", note_text="dari Ibu Sari")
    books.crowd(6)
    books.close()
    for content in books.files().values():
        for private in (b"Sari", b"sari", b"contoh.id", b"txn_", b"penutup"):
            assert private not in content


def test_an_erased_donor_changes_no_file():
    books.crowd(6)
    books.close()
    before = books.files()
    for gift in gifts():
        gift.donation.contact.delete()
    assert books.files() == before


def test_other_settings_change_no_file_given_out(settings):
    books.crowd(6)
    factories.cost(1_00, book="live")
    books.close()
    before = books.files()
    settings.PRAKERJA_DONATE = {
        **settings.PRAKERJA_DONATE, "CROWD": 50, "OPEN_COSTS": [],
    }  # fmt: skip
    assert books.files() == before


def test_a_month_later_the_first_is_as_it_was():
    books.two_months()
    before = books.files()
    july = books.MAY.replace(month=7)
    factories.cost(1_00, book="live", occurred_at=july)
    books.close(july)
    after = books.files()
    assert {name: after[name] for name in before} == before


def test_an_entry_of_an_open_month_is_a_fingerprint_only():
    """It was booked before the month before was closed."""
    factories.cost(1_00, book="live")
    early = factories.cost(
        2_00, book="live", occurred_at=books.MAY + timedelta(days=30)
    )
    assert early.local_date == date(2026, 6, 11)
    books.close()
    assert given_numbers() == [1]
    assert early.hash in books.files()["2026-05.json"].decode()
    books.close(books.JUNE)
    assert given_numbers() == [1, 2]
