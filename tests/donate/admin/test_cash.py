"""Cash health, approvals and the close of a month, as people see them."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.models import ModelLogEntry

from donate.approving.asking import reversal_ask
from donate.approving.deciding import pending_refuse
from donate.ledger.verifying import verify_and_record
from donate.models import (
    Donation,
    HealthLook,
    JournalEntry,
    Letter,
    LookedAt,
    PendingEntry,
    PeriodClose,
    PreparedMonth,
    ProviderBalance,
)
from donate.months.calendar import months_to_close
from donate.setup import ensure_approvers
from tests.donate import factories
from tests.donate.bank import statements

from ..health.test_checks import movement
from .desk import correct, inspect, read, record, typed

pytestmark = pytest.mark.django_db
HEALTH = "/admin/cash-book-health/"
MAY = "/admin/cash-book-months/2026/5/"


@pytest.fixture(autouse=True)
def above(settings):
    settings.DEBUG = True  # the test book
    settings.PRAKERJA_DONATE = {
        **settings.PRAKERJA_DONATE,
        "FOUR_EYES_ABOVE": {"IDR": 1_000_000},
    }


@pytest.fixture
def approver(sign_in):
    person = sign_in("penyetuju")
    person.groups.add(ensure_approvers())
    return person


def at(name, *args):
    return reverse(f"prakerja_donate_{name}", args=args)


def waiting(client, author, **fields):
    """An entry of Rp1.250.000 as the treasurer asks for it."""
    client.force_login(author)
    record(client, typed(**fields))
    return PendingEntry.objects.get()


def follow(client, address, **data):
    return read(client.post(address, data, follow=True))


# Cash health


def test_where_all_is_well_it_says_so_with_the_time(client, treasurer):
    page = read(client.get(HEALTH))
    assert "All is well." in page and "Looked at on" in page
    assert "cash-row--wrong" not in page


def test_what_is_where_is_shown_also_when_all_is_well(client, treasurer):
    ProviderBalance.objects.create(
        provider="stripe",
        livemode=False,
        currency="IDR",
        amount_minor=300_00,
        booked_minor=300_00,
        asked_at=factories.MAY,
    )
    kept = statements.take(statements.bank(), (25_000,))
    kept.closing_minor = 25_000_00
    kept.save()
    page = read(client.get(HEALTH))
    for words in ("Stripe (IDR)", "Rp300", "Bank", "Rp25.000"):
        assert words in page


@pytest.mark.parametrize("style", ["ledger", "beancount"])
def test_the_journal_can_be_taken_along(client, treasurer, may, style):
    answer = client.get(at("months:journal", style))
    text = b"".join(answer.streaming_content).decode()
    assert "assets:bank:main" in text.lower() and "500.00 IDR" in text
    assert at("months:journal", style) in read(client.get(at("months:index")))


def test_no_journal_for_who_may_not_see_the_books(client, editor, may):
    assert client.get(at("months:journal", "ledger")).status_code in (302, 403)


def test_a_journal_in_no_known_format_is_not_there(client, treasurer):
    assert client.get(at("months:journal", "xls")).status_code == 404


def test_what_is_wrong_says_why_and_what_to_do(client, treasurer):
    gift = factories.donation(problem="twice: 2 payments")
    page = read(client.get(HEALTH))
    assert "1 gift needs a person" in page
    assert "Money may have come twice" in page and "Open each one" in page
    assert at("donations:inspect", gift.pk) in page
    assert at("health:seen", "gifts", gift.pk) in page


def test_an_approver_sees_it_without_buttons(client, approver):
    factories.donation(problem="twice: 2 payments")
    page = read(client.get(HEALTH))
    assert "1 gift needs a person" in page and "/seen/" not in page


def test_only_what_one_may_open_is_told(client, editor):
    editor.user_permissions.add(Permission.objects.get(codename="view_journalentry"))
    factories.donation(problem="twice: 2 payments")
    assert "gift needs a person" not in read(client.get(HEALTH))


def test_a_letter_is_sent_again_once(client, treasurer):
    gift = factories.donation(state="booked")
    letter = Letter.objects.create(
        donation=gift, kind="thanks", state="failed", attempts=20
    )
    assert "It goes out" in follow(client, at("health:mend", "resend", letter.pk))
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == ("waiting", 0)
    assert "not there any more" in follow(
        client, at("health:mend", "resend", letter.pk)
    )


def test_a_service_that_is_not_there_is_told(client, treasurer):
    gift = factories.donation(state="paid")
    page = follow(client, at("health:mend", "settle", gift.pk))
    assert "does not answer" in page


def test_the_books_are_checked_with_one_press(
    client, treasurer, django_capture_on_commit_callbacks
):
    factories.entry()
    assert "not been checked" in read(client.get(HEALTH))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(at("health:mend", "verify", 0))
    assert "not been checked" not in read(client.get(HEALTH))


def test_a_fix_needs_a_press(client, treasurer):
    assert client.get(at("health:mend", "verify", 0)).status_code == 405


@pytest.mark.parametrize("address", ["mend/nothing/1/", "seen/nothing/1/"])
def test_what_is_made_up_is_not_there(client, treasurer, address):
    assert client.post(f"{HEALTH}{address}", {"reason": "x"}).status_code == 404


def test_looked_at_needs_a_reason_and_takes_it_off_the_list(client, treasurer):
    gift = factories.donation(problem="twice: 2 payments")
    address = at("health:seen", "gifts", gift.pk)
    assert client.post(address, {"reason": " "}).status_code == 200
    assert not LookedAt.objects.exists()
    assert "off the list" in follow(client, address, reason="Sudah dikembalikan")
    assert "gift needs a person" not in read(client.get(HEALTH))
    assert Donation.objects.get().problem


def unexplained():
    factories.entry(500_00)
    verify_and_record()
    return movement()


def test_a_movement_is_not_recorded_by_hand_at_one_press(client, treasurer):
    odd = unexplained()
    assert client.post(f"{HEALTH}mend/by_hand/{odd.pk}/").status_code == 404
    assert at("health:by_hand", odd.pk) in read(client.get(HEALTH))


@pytest.mark.parametrize(
    ("number", "words"),
    [("", "required"), ("7", "There is no entry 7 in this book"), ("-1", "greater")],
)
def test_the_entry_that_records_it_has_to_be_there(client, treasurer, number, words):
    address = at("health:by_hand", unexplained().pk)
    answer = client.post(address, {"number": number, "reason": "Biaya"})
    assert answer.status_code == 200 and words in read(answer)
    assert not LookedAt.objects.exists()


def test_whoever_signs_sees_what_was_recorded_by_hand_and_why(
    client, treasurer, approver
):
    address = at("health:by_hand", unexplained().pk)
    client.force_login(treasurer)
    assert "off the list" in follow(client, address, number=1, reason="Cadangan Mei")
    prepare(client, treasurer)
    client.force_login(approver)
    page = read(client.get(MAY))
    assert "Cadangan Mei" in page and "Number 1" in page and "bendahara" in page
    client.post(f"{MAY}sign/")
    assert "Cadangan Mei" in read(client.get(f"{MAY}paper/"))


# Approving


def test_a_large_entry_says_before_that_it_will_wait(client, treasurer):
    page = read(client.post("/admin/cash-book/new/", typed()))
    assert "more than Rp1.000.000" in page


def test_a_large_entry_waits_and_an_approver_books_it(client, treasurer, approver):
    pending = waiting(client, treasurer)
    assert not JournalEntry.objects.exists()
    client.force_login(approver)
    assert "bendahara" in read(client.get(at("pending:index")))
    page = follow(client, at("pending:approve", pending.pk))
    assert "booked as number 1" in page
    entry = JournalEntry.objects.get()
    assert entry.note.author == treasurer
    assert "penyetuju" in read(client.get(inspect(entry)))


def test_who_asked_is_told_that_somebody_else_decides(client, superuser):
    pending = waiting(client, superuser)
    page = read(client.get(at("pending:inspect", pending.pk)))
    assert "somebody else has to decide" in page and "/approve/" not in page
    assert "somebody else" in follow(client, at("pending:approve", pending.pk))
    assert not JournalEntry.objects.exists()


def test_a_refusal_needs_a_reason(client, treasurer, approver):
    pending = waiting(client, treasurer)
    client.force_login(approver)
    assert "Say in a few words" in follow(client, at("pending:refuse", pending.pk))
    page = follow(client, at("pending:refuse", pending.pk), reason="Nota buram")
    assert "Nothing was booked" in page and "Nota buram" in page


def test_a_refused_entry_is_tried_anew_with_what_was_typed(client, treasurer, approver):
    pending = waiting(client, treasurer, text="Hibah alat")
    pending_refuse(pending=pending, reason="x", author=approver)
    page = read(client.get(at("pending:inspect", pending.pk)))
    address = re.search(r'href="([^"]+\?pending=\d+)"', page)[1]
    form = read(client.get(address))
    assert "Hibah alat" in form and "1.250.000" in form


@pytest.mark.parametrize("named", ["x", "9" * 30, "0", "-1"])
def test_a_made_up_entry_to_try_anew_is_no_error_of_ours(client, treasurer, named):
    answer = client.get(f"/admin/cash-book/new/?pending={named}")
    assert answer.status_code in (200, 404)


def test_the_proof_of_what_waits_can_be_opened_by_the_approver(
    client, treasurer, approver
):
    pending = waiting(client, treasurer, proof=factories.proof())
    client.force_login(approver)
    answer = client.get(at("pending:proof", pending.pk))
    assert b"".join(answer.streaming_content) == factories.PDF
    assert answer["Cache-Control"] == "private, no-store"


def test_a_large_correction_waits(client, treasurer):
    entry = factories.entry(2_000_000_00)
    page = follow(client, correct(entry), text="dobel", then="nothing")
    assert "waits for somebody else" in page and "Undoes number 1" in page


# Closing a month


@pytest.fixture
def may(db):
    factories.entry(500_00)
    verify_and_record()


def prepare(client, person, amount="500", **fields):
    client.force_login(person)
    return client.post(MAY, {"bank0": amount, "note": "", **fields}, follow=True)


def test_a_month_is_prepared_signed_and_given_out(client, treasurer, approver, may):
    assert "Now somebody else signs it" in read(prepare(client, treasurer))
    client.force_login(approver)
    assert "Sign and close the month" in read(client.get(MAY))
    page = follow(client, f"{MAY}sign/")
    assert "its files are out" in page and "Prepared by bendahara" in page
    assert PeriodClose.objects.get().closed_by == approver


def test_who_prepared_has_no_button_to_sign(client, superuser, may):
    page = read(prepare(client, superuser))
    assert "somebody else has to sign" in page and "Sign and close" not in page
    assert "somebody else has to sign" in follow(client, f"{MAY}sign/")
    assert not PeriodClose.objects.exists()


def test_what_keeps_a_month_open_is_listed(client, treasurer, may):
    factories.donation(problem="twice: 2 payments", state="booked")
    Donation.objects.update(created_at=factories.MAY)
    page = read(client.get(MAY))
    assert "It cannot be closed yet" in page and "1 gift needs a person" in page


def test_a_typed_balance_that_differs_is_told_beside_the_form(client, treasurer, may):
    page = read(prepare(client, treasurer, "600"))
    assert "the bank says Rp600" in page and 'value="600"' in page
    assert not PreparedMonth.objects.exists()


def test_a_difference_with_its_reason_is_prepared_and_shown(client, treasurer, may):
    page = read(prepare(client, treasurer, "600,50", reason0="Bunga belum dicatat"))
    assert "Rp600,50" in page and "Bunga belum dicatat" in page


def test_whoever_signs_is_told_who_typed_a_balance(client, treasurer, approver, may):
    client.force_login(treasurer)
    assert "No imported statement tells it" in read(client.get(MAY))
    prepare(client, treasurer)
    client.force_login(approver)
    assert "Typed in by bendahara on" in read(client.get(MAY))


def test_what_a_statement_told_is_told_as_its_own(client, treasurer, approver, may):
    statements.told(500)
    client.force_login(treasurer)
    assert "From the statement imported on" in read(client.get(MAY))
    prepare(client, treasurer)
    client.force_login(approver)
    page = read(client.get(MAY))
    assert "From the statement imported on" in page and "Typed in" not in page


@pytest.mark.parametrize("amount", ["", "banyak", "-", "--1"])
def test_what_is_no_amount_is_told(client, treasurer, may, amount):
    answer = prepare(client, treasurer, amount)
    assert answer.status_code == 200 and not PreparedMonth.objects.exists()


@pytest.mark.parametrize("address", ["2026/4/", "2026/13/", "2999/1/", "0/1/"])
def test_a_month_without_books_is_not_there(client, treasurer, may, address):
    assert client.get(f"/admin/cash-book-months/{address}").status_code == 404


def test_the_signed_statement_can_be_printed_with_its_names(
    client, treasurer, approver, may
):
    assert client.get(f"{MAY}paper/").status_code == 404
    prepare(client, treasurer)
    client.force_login(approver)
    client.post(f"{MAY}sign/")
    page = read(client.get(f"{MAY}paper/"))
    assert "bendahara" in page and "penyetuju" in page and "Rp500" in page


def test_the_public_sees_the_day_and_no_names(client, treasurer, approver, may):
    prepare(client, treasurer)
    client.force_login(approver)
    client.post(f"{MAY}sign/")
    client.logout()
    page = read(client.get(reverse("prakerja_donate:books_month", args=["2026", "05"])))
    assert "Closed on" in page
    assert "bendahara" not in page and "penyetuju" not in page


def test_the_list_says_how_each_month_stands(client, treasurer, may):
    address = "/admin/cash-book-months/"
    assert "May 2026" in read(client.get(address))
    prepare(client, treasurer)
    assert "waits for a signature" in read(client.get(address))


# Who may do what


def doors(entry, pending, gift):
    """Every address at which something is done, and what is sent there."""
    return {
        "record": ("/admin/cash-book/new/", typed()),
        "correct": (correct(entry), {"text": "x"}),
        "settle": (at("health:mend", "settle", gift.pk), {}),
        "seen": (at("health:seen", "gifts", gift.pk), {"reason": "x"}),
        "approve": (at("pending:approve", pending.pk), {}),
        "refuse": (at("pending:refuse", pending.pk), {"reason": "x"}),
        "sign": (f"{MAY}sign/", {}),
    }


MATRIX = {
    "treasurer": {"record", "correct", "settle", "seen"},
    "approver": {"approve", "refuse", "sign"},
    "editor": set(),
}


@pytest.mark.parametrize("role", MATRIX)
def test_each_may_do_their_own_part_and_no_other(client, request, role, may):
    person = request.getfixturevalue(role)
    asker = factories.user("peminta")
    entry = factories.entry(2_000_000_00)
    pending = reversal_ask(entry=entry, text="x", reason="correction", author=asker)
    gift = factories.donation(problem="twice: 2 payments")
    client.force_login(person)
    answers = {
        name: client.post(address, data)
        for name, (address, data) in doors(entry, pending, gift).items()
    }
    opened = {name for name, each in answers.items() if not is_turned_away(each)}
    assert opened == MATRIX[role]


def is_turned_away(answer):
    """Wagtail sends people without a permission back to the start page."""
    return answer.status_code == 302 and answer["Location"] in ("/admin/", "/")


@pytest.mark.parametrize("place", ["edit", "delete", "copy"])
def test_nobody_can_edit_or_delete_what_waits(client, superuser, place):
    pending = waiting(client, superuser)
    address = f"/admin/cash-book-approvals/{pending.pk}/{place}/"
    assert client.get(address).status_code == 404


def test_everything_stands_in_the_log(client, treasurer, approver, may):
    pending = waiting(client, treasurer)
    record(client, typed(amount="10.000"))
    client.force_login(approver)
    client.post(at("pending:approve", pending.pk))
    verify_and_record()
    prepare(client, treasurer, "1.260.500")
    client.force_login(approver)
    client.post(f"{MAY}sign/")
    actions = set(ModelLogEntry.objects.values_list("action", flat=True))
    assert {
        f"prakerja_donate.{name}"
        for name in (
            "pending.ask",
            "entry.record",
            "pending.approve",
            "month.prepare",
            "month.sign",
        )
    } <= actions


def test_the_menu_leads_there(client, approver):
    page = read(client.get("/admin/"))
    for place in ("cash-book-health", "cash-book-approvals", "cash-book-months"):
        assert place in page


def test_on_their_start_page_an_approver_reads_what_to_sign(
    client, treasurer, approver, may
):
    prepare(client, treasurer)
    client.force_login(approver)
    page = read(client.get("/admin/"))
    assert "May 2026 waits for your signature." in page
    assert f"{len(months_to_close('test'))} months are over and not closed" in page


def test_nobody_is_asked_to_sign_what_they_prepared(client, superuser, may):
    prepare(client, superuser)
    page = read(client.get("/admin/"))
    assert "your signature" not in page and "over and not closed" in page


@pytest.mark.parametrize(("data", "back"), [({}, HEALTH), ({"start": "1"}, "/admin/")])
def test_one_press_looks_again(client, treasurer, data, back):
    assert "All is well." in read(client.get(HEALTH))
    factories.donation(problem="twice: 2 payments")
    assert "All is well." in read(client.get(HEALTH))
    assert client.post(f"{HEALTH}look/", data).url == back
    assert "1 gift needs a person" in read(client.get(HEALTH))


def test_looking_again_says_what_was_found(client, treasurer):
    assert "Looked again: nothing to do." in follow(client, at("health:look"))
    factories.donation(problem="twice: 2 payments")
    assert "Looked again: 1 thing to do." in follow(client, at("health:look"))


def test_who_sees_no_books_cannot_have_them_looked_at(client, editor):
    assert client.post(f"{HEALTH}look/").url == "/admin/"
    assert not HealthLook.objects.exists()


def test_the_health_of_the_cash_takes_few_queries(
    client, treasurer, django_assert_max_num_queries
):
    for _ in range(5):
        factories.donation(problem="twice: 2 payments")
    client.get(HEALTH)
    with django_assert_max_num_queries(20):
        client.get(HEALTH)
