"""What a sponsor pays of an invoice, and what it gives to the tax office instead."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from donate.approving.asking import entry_ask
from donate.approving.deciding import pending_approve, pending_refuse, refused_forget
from donate.approving.errors import Undecidable
from donate.bank.deciding import row_ignore, row_undo
from donate.bank.errors import RowRefused
from donate.bank.matching import row_match, rows_due, rows_match
from donate.invoicing.errors import InvoiceRefused
from donate.invoicing.issuing import invoice_void
from donate.invoicing.paying import SPONSOR, invoices_of, usual_tax
from donate.invoicing.slips import slip_keep
from donate.ledger.accounts import account_ensure
from donate.ledger.errors import AlreadyAsked
from donate.ledger.journal import journal_lines
from donate.ledger.posting import entry_reverse
from donate.ledger.statements import statement
from donate.ledger.verifying import verify, verify_proofs
from donate.models import (
    Account,
    BankRow,
    Book,
    JournalEntry,
    PendingEntry,
    Withholding,
)
from donate.models.ledger import private_storage
from donate.sponsors.figures import paid
from tests.donate import factories
from tests.donate.bank import statements
from tests.donate.movements.accounts import booked
from tests.donate.sponsors.factories import slot as make_slot

from . import payments
from .payments import pay, rupiah, slip, state

pytestmark = pytest.mark.django_db
BANK, TAX, ADS = "assets:bank:main", "expenses:tax_withheld", "income:ads"


@pytest.fixture
def author(db):
    return factories.user()


@pytest.fixture
def approver(db):
    return factories.user("penyetuju")


@pytest.fixture
def slot(db):
    return make_slot(price_minor=1_000_000_00)


@pytest.fixture
def invoice(slot, author):
    return payments.invoice(slot, author)


@pytest.fixture
def limit(settings):
    settings.PRAKERJA_DONATE = {
        **settings.PRAKERJA_DONATE,
        "FOUR_EYES_ABOVE": {"IDR": 999_999},
    }


def test_income_is_the_whole_invoice_and_the_tax_is_a_cost(
    invoice, author, slot, settings
):
    settings.DEBUG = True  # the active book is the one for trying things out
    pay(invoice, author)
    assert (booked(BANK), booked(TAX), booked(ADS)) == (
        980_000_00,
        20_000_00,
        -1_000_000_00,
    )
    assert state(invoice) == "paid" and paid(slot) == rupiah(1_000_000)
    assert not verify()


def test_the_statement_shows_it_among_the_costs_and_closes(invoice, author):
    pay(invoice, author)
    books = statement("test").main
    assert (books.total.ads, books.total.costs) == (1_000_000_00, 20_000_00)
    assert [cost.label for cost in books.costs] == ["Tax withheld (PPh 23)"]
    assert books.left == rupiah(980_000) and not books.unexplained


def test_the_journal_of_another_program_balances(invoice, author):
    pay(invoice, author)
    lines = list(journal_lines("ledger", book="test"))
    amounts = [int(line.split()[1][:-3]) for line in lines if line.endswith("IDR")]
    assert sorted(amounts) == [-1_000_000, 20_000, 980_000]


def test_without_tax_it_is_a_plain_entry(invoice, author):
    pay(invoice, author, 1_000_000, 0)
    assert state(invoice) == "paid" and not Withholding.objects.exists()
    assert JournalEntry.objects.get().lines.count() == 2


@pytest.mark.parametrize(
    ("sum", "tax"), [(1_000_000, 20_000), (1_234_567, 24_691), (1_025, 21), (1_024, 20)]
)
def test_the_usual_tax_is_two_of_a_hundred_to_the_rupiah(sum, tax):
    assert usual_tax(rupiah(sum)) == rupiah(tax)


@pytest.mark.parametrize(
    ("received", "withheld", "field"),
    [
        (1, 1_000_000, "withheld"),
        (1_000_000, 20_000, "received"),
        (970_000, 20_000, "received"),
    ],
)
def test_what_does_not_add_up_is_refused_where_it_was_typed(
    invoice, author, received, withheld, field
):
    with pytest.raises(InvoiceRefused) as refused:
        pay(invoice, author, received, withheld)
    assert refused.value.field == field
    assert not JournalEntry.objects.exists()


def test_a_part_is_taken_if_the_rest_comes_later(invoice, author):
    pay(invoice, author, 490_000, 10_000, is_part=True)
    assert state(invoice) == "part"
    pay(invoice, author, 490_000, 10_000)
    assert state(invoice) == "paid"


def test_a_part_is_never_more_than_the_whole(invoice, author):
    with pytest.raises(InvoiceRefused):
        pay(invoice, author, 1_000_000, 1, is_part=True)


def test_a_paid_or_void_invoice_takes_nothing(invoice, author, slot):
    pay(invoice, author)
    void = payments.invoice(slot, author)
    invoice_void(invoice=void, reason="x", author=author)
    for closed in (invoice, void):
        with pytest.raises(InvoiceRefused, match="paid already, or void"):
            pay(closed, author)


def test_an_older_invoice_of_the_advertisement_comes_first(invoice, author, slot):
    later = payments.invoice(slot, author)
    with pytest.raises(InvoiceRefused, match="older"):
        pay(later, author)
    pay(invoice, author)
    pay(later, author)
    assert state(later) == "paid"


def test_sent_twice_it_is_booked_once(invoice, author):
    nonce = uuid.uuid4()
    assert pay(invoice, author, nonce=nonce) == pay(invoice, author, nonce=nonce)
    assert JournalEntry.objects.count() == Withholding.objects.count() == 1


def test_a_correction_opens_the_invoice_again(invoice, author):
    entry = pay(invoice, author, slip=slip())
    entry_reverse(entry=entry, note_text="x", author=author)
    assert state(invoice) == "unpaid" and booked(TAX) == 0
    assert not Withholding.objects.without_slip().exists()
    assert not verify()


def test_the_slip_may_come_later(invoice, author):
    entry = pay(invoice, author)
    (missing,) = Withholding.objects.without_slip()
    assert missing == entry.withholding
    slip_keep(withholding=missing, slip=slip(file=factories.proof()), author=author)
    assert not Withholding.objects.without_slip().exists()


def test_a_number_without_its_document_is_no_proof(invoice, author):
    pay(invoice, author, slip=slip())
    assert Withholding.objects.without_slip().exists()


def test_a_slip_proves_one_payment(invoice, author, slot):
    pay(invoice, author, slip=slip())
    other = payments.invoice(slot, author)
    with pytest.raises(InvoiceRefused, match=invoice.number) as refused:
        pay(other, author, slip=slip())
    assert refused.value.field == "slip_number" and state(other) == "unpaid"


def test_another_sponsor_may_count_its_slips_alike(invoice, author):
    pay(invoice, author, slip=slip())
    other = payments.invoice(make_slot(), author)
    assert pay(other, author, slip=slip()).withholding.slip_number


def test_the_database_refuses_a_slip_twice(invoice, author, slot):
    first = pay(invoice, author, slip=slip()).withholding
    second = pay(payments.invoice(slot, author), author).withholding
    with pytest.raises(IntegrityError), transaction.atomic():
        Withholding.objects.filter(pk=second.pk).update(
            slip_number=first.slip_number, slip_day=first.slip_day
        )


def test_the_slip_of_a_payment_that_was_undone_proves_the_new_one(invoice, author):
    entry = pay(invoice, author, slip=slip())
    entry_reverse(entry=entry, note_text="x", author=author)
    assert pay(invoice, author, slip=slip()).withholding.slip_number == "2500ABC12"


def test_a_slip_scanned_again_takes_the_place_of_the_first(
    invoice, author, django_capture_on_commit_callbacks
):
    kept = pay(invoice, author, slip=slip(file=factories.proof())).withholding
    before = kept.slip.name
    with django_capture_on_commit_callbacks(execute=True):
        slip_keep(withholding=kept, slip=slip(file=factories.proof()), author=author)
    assert not private_storage().exists(before)
    assert private_storage().exists(kept.slip.name)


def test_the_whole_invoice_decides_whether_two_must_agree(
    invoice, author, approver, limit
):
    pending = pay(invoice, author, slip=slip())
    assert pending.amount == rupiah(1_000_000) and not JournalEntry.objects.exists()
    entry = pending_approve(pending=pending, author=approver).entry
    assert entry.withholding.slip_number and entry.note.author == author
    assert (booked(BANK), booked(TAX)) == (980_000_00, 20_000_00)
    assert state(invoice) == "paid" and not verify()


def test_while_one_payment_waits_no_other_is_asked_for(invoice, author, limit):
    pay(invoice, author)
    with pytest.raises(InvoiceRefused, match="waits"):
        pay(invoice, author)
    assert PendingEntry.objects.count() == 1


def test_what_was_paid_meanwhile_is_not_approved(
    invoice, author, approver, limit, settings
):
    pending = pay(invoice, author)
    entry = factories.entry(1_000_000_00, public_memo="sponsor")
    invoice.slot.payments.create(entry=entry)
    with pytest.raises(Undecidable, match="paid already"):
        pending_approve(pending=pending, author=approver)


def test_a_refused_payment_gives_its_slip_back_and_forgets_it(
    invoice,
    author,
    approver,
    limit,
    monkeypatch,
    django_capture_on_commit_callbacks,
):
    pending = pay(invoice, author, slip=slip(file=factories.proof()))
    pending_refuse(pending=pending, reason="x", author=approver)
    refused = pending.withholding
    assert pay(invoice, author, slip=slip()).withholding.slip_number == "2500ABC12"
    monkeypatch.setattr("donate.approving.deciding.REFUSED_KEPT", timedelta(0))
    with django_capture_on_commit_callbacks(execute=True):
        refused_forget()
        assert private_storage().exists(refused.slip.name)
    assert not private_storage().exists(refused.slip.name)
    assert not list(verify_proofs())


@pytest.mark.parametrize(
    ("found", "problem"),
    [(None, "is gone"), (b"%PDF-other", "is another one")],
)
def test_a_slip_lost_or_exchanged_on_disk_is_found(invoice, author, found, problem):
    entry = pay(invoice, author, slip=slip(file=factories.proof()))
    assert not list(verify_proofs())
    name = entry.withholding.slip.name
    private_storage().delete(name)
    if found:
        private_storage().save(name, factories.proof(found))
    (told,) = map(str, verify_proofs())
    assert told == f"proof: test {entry.seq}: its proof document {problem}"


def test_a_slip_that_waits_with_its_payment_is_checked_too(invoice, author, limit):
    pending = pay(invoice, author, slip=slip(file=factories.proof()))
    private_storage().delete(pending.withholding.slip.name)
    (told,) = map(str, verify_proofs())
    assert told == "proof: test: its proof document is gone"


def test_a_movement_of_the_sum_less_the_tax_proposes_the_invoice(invoice):
    bank = statements.bank()
    found = statements.come(bank, (980_000, "KOPERASI"), (1_000_000, "X"), (979_999,))
    assert [[*invoices_of(row)] for row in found] == [[invoice], [invoice], []]
    assert [row.why for row in found] == ["invoice", "invoice", ""]
    assert not JournalEntry.objects.exists()


def test_a_movement_pays_the_invoice_and_is_linked(invoice, author):
    (row,) = statements.come(statements.bank(), (980_000, "KOPERASI"))
    entry = pay(invoice, author, row=row)
    row.refresh_from_db()
    assert (row.state, row.entry) == ("linked", entry)
    row_undo(row=row, reason="x", author=author)
    assert state(invoice) == "unpaid" and booked(BANK) == 0
    pay(invoice, author, row=row)
    assert state(invoice) == "paid" and not verify()


def test_a_movement_that_waits_is_linked_on_approval(invoice, author, approver, limit):
    (row,) = statements.come(statements.bank(), (980_000, "KOPERASI"))
    pending = pay(invoice, author, row=row)
    with pytest.raises(RowRefused):
        pay(invoice, author, row=row)
    booked_as = pending_approve(pending=pending, author=approver).entry
    row.refresh_from_db()
    assert row.state == "linked" and row.entry == booked_as


@pytest.fixture
def waiting(invoice, author, limit):
    """A movement that matches nothing, said by one person to pay a part."""
    (row,) = statements.come(statements.bank(), (500_000, "X"))
    pending = pay(invoice, author, 500_000, 500_000, row=row)
    statements.payout(500_000)
    return pending


def test_a_movement_that_waits_is_not_decided_by_the_machine(waiting, approver):
    assert not rows_due().exists()
    pending_approve(pending=waiting, author=approver)
    assert BankRow.objects.get().payout is None and not verify()


def test_it_is_looked_at_again_under_the_lock(waiting, approver):
    assert row_match(waiting.bank_row).state == "new"
    pending_refuse(pending=waiting, reason="x", author=approver)
    rows_match(rows_due())
    assert BankRow.objects.get().state == "linked"


def test_approval_takes_the_movement_before_the_book(waiting, approver):
    with CaptureQueriesContext(connection) as asked:
        pending_approve(pending=waiting, author=approver)
    taken = [
        model
        for query in asked
        for model in (BankRow, Book)
        if query["sql"].startswith(f'UPDATE "{model._meta.db_table}"')
    ]
    assert taken[0] is BankRow and Book in taken


def test_a_movement_decided_before_pays_nothing(invoice, author):
    (row,) = statements.come(statements.bank(), (980_000, "KOPERASI"))
    row_ignore(row=row, reason="x", author=author)
    with pytest.raises(RowRefused):
        pay(invoice, author, row=row)


def test_a_movement_of_another_sum_is_not_this_payment(invoice, author):
    (row,) = statements.come(statements.bank(), (970_000, "KOPERASI"))
    with pytest.raises(RowRefused):
        pay(invoice, author, row=row)


def test_a_gift_of_the_same_sum_is_not_credited_by_guess(invoice, slot, author):
    statements.gift(979_877, 123)
    (row,) = statements.come(statements.bank(), (980_000, "DARI BUDI"))
    assert (row.state, row.why) == ("on_hold", "several")


def test_only_the_oldest_of_an_advertisement_is_proposed(invoice, author, slot):
    payments.invoice(slot, author)
    (row,) = statements.come(statements.bank(), (980_000, "KOPERASI"))
    assert invoices_of(row) == [invoice]


@pytest.mark.parametrize(
    ("received", "withheld"), [(-500_000, 499_999), (0, 1), (1, -1)]
)
def test_money_that_goes_out_pays_nothing(invoice, author, received, withheld):
    with pytest.raises(InvoiceRefused):
        pay(invoice, author, received, withheld, is_part=True)
    assert not JournalEntry.objects.exists()


def test_a_part_of_a_large_invoice_needs_a_second_person(invoice, author, limit):
    made = pay(invoice, author, 250_000, 5_000, is_part=True)
    assert isinstance(made, PendingEntry)
    assert not JournalEntry.objects.exists()


SECOND = "assets:bank:second"
OTHER = [
    {"received": 294_000, "withheld": 6_000},
    {"received": 480_000, "withheld": 20_000},
    {"account": SECOND},
]


def sent_again(invoice, author, other):
    """One form with two sets of figures: the second counts for nothing."""
    account_ensure(SECOND, "Bank Kedua", "IDR")
    figures = {"received": 490_000, "withheld": 10_000, "nonce": uuid.uuid4()}
    first = pay(invoice, author, **figures, is_part=True)
    assert pay(invoice, author, **figures, is_part=True) == first
    with pytest.raises(InvoiceRefused, match="other details"):
        pay(invoice, author, **figures | other, is_part=True)


@pytest.mark.parametrize("other", OTHER)
def test_one_form_with_other_figures_is_refused(invoice, author, other):
    sent_again(invoice, author, other)
    assert JournalEntry.objects.count() == 1


@pytest.mark.parametrize("other", OTHER)
def test_one_form_with_other_figures_is_not_asked_for(invoice, author, limit, other):
    sent_again(invoice, author, other)
    assert PendingEntry.objects.count() == 1


def test_what_was_refused_is_asked_for_by_a_new_form(invoice, author, approver, limit):
    nonce = uuid.uuid4()
    pending = pay(invoice, author, nonce=nonce)
    pending_refuse(pending=pending, author=approver, reason="x")
    with pytest.raises(InvoiceRefused, match="new form"):
        pay(invoice, author, nonce=nonce)
    assert pay(invoice, author) != pending


def typed_in(slot, author, amount=1_000_000):
    return entry_ask(
        book="test",
        purpose=SPONSOR,
        day=payments.MAY,
        amount=rupiah(amount),
        account=Account.objects.get(code=BANK),
        text="Koperasi",
        nonce=uuid.uuid4(),
        author=author,
        slot=slot,
    )


def test_what_waits_at_the_invoice_is_not_typed_in_beside_it(
    invoice, author, slot, limit
):
    pay(invoice, author)
    with pytest.raises(AlreadyAsked):
        typed_in(slot, author)
    assert PendingEntry.objects.count() == 1


def test_what_was_typed_in_and_waits_is_not_asked_at_the_invoice(
    invoice, author, slot, limit
):
    typed_in(slot, author)
    with pytest.raises(InvoiceRefused, match="waits"):
        pay(invoice, author)
    assert PendingEntry.objects.count() == 1


@pytest.mark.parametrize("received", [490_000, 980_000])
def test_what_money_came_for_is_not_made_void(invoice, author, received):
    pay(invoice, author, received, 20_000, is_part=True)
    with pytest.raises(InvoiceRefused, match="in the books"):
        invoice_void(invoice=invoice, reason="x", author=author)
    assert state(invoice) in ("part", "paid")


def test_once_its_entry_is_corrected_it_may_be_made_void(invoice, author):
    entry_reverse(entry=pay(invoice, author), note_text="x", author=author)
    assert invoice_void(invoice=invoice, reason="x", author=author).is_void
