import itertools
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from wagtail.models import Page, Site

from donate.ledger.posting import Line
from donate.ledger.verifying import verify_and_record
from donate.models import DonatePage, JournalEntry, TransparencyPage
from donate.testing import triggers_lifted
from tests.donate import factories
from tests.donate.bank import statements

NUMBERS = itertools.count()
COLUMN = '<th scope="col" class="pk-number">Exchanged with other currencies</th>'

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    root = Page.get_first_root_node()
    start = root.add_child(instance=Page(title="Situs", slug="situs-uji"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "testserver", "root_page": start}
    )
    donate = start.add_child(instance=DonatePage(title="Donasi", slug="donasi-uji"))
    return donate.add_child(
        instance=TransparencyPage(title="Transparansi", slug="transparansi")
    )


@pytest.fixture
def read(page, client):
    def read(language="id"):
        """Ask anew each time: the site may keep whole answers by their address."""
        prefix = "" if language == "id" else f"/{language}"
        with override("id"):
            response = client.get(prefix + page.url, {"n": next(NUMBERS)})
        assert response.status_code == 200
        return response.content.decode()

    return read


def test_a_reader_sees_which_month_is_still_open(read):
    factories.entry(1_250_000_00, book="live")
    assert "masih terbuka" in read()


def test_a_reader_sees_how_long_the_money_lasts(read):
    factories.entry(1_250_000_00, book="live")
    factories.cost(500_000_00, book="live")
    assert "sekitar 1,5 bulan biaya operasional" in read()


def test_a_reader_sees_what_came_in_went_out_and_is_left(read):
    factories.entry(1_250_000_00, book="live")
    factories.cost(400_000_00, book="live")
    page = read()
    for sum_ in ("Rp1.250.000", "Rp400.000", "Rp850.000"):
        assert f'<dd class="pk-figure__sum">{sum_}</dd>' in page


def test_a_reader_sees_what_no_bank_statement_confirms(read):
    factories.entry(500_00, book="live")
    assert "No bank statement confirms Rp500 at the bank yet" in read("en")


def test_a_reader_sees_how_far_bank_statements_go(read):
    factories.entry(500_00, book="live")
    statements.told(500, book="live")
    page = read("en")
    assert "Bank statements are in these books up to 31 May 2026." in page
    assert "No bank statement confirms" not in page


def test_what_was_exchanged_stands_beside_what_is_left(read):
    """Without it, what came in minus what went out is not what is left."""
    factories.entry(
        book="live",
        kind="transfer",
        lines=[
            Line("assets:in_transit", -10_00, "USD"),
            Line("equity:fx", 10_00, "USD"),
            Line("assets:bank:main", 164_250_00, "IDR"),
            Line("equity:fx", -164_250_00, "IDR"),
        ],
    )
    page = read("en")
    assert (
        page.count("Exchanged with other currencies +Rp164.250") == 3
    )  # figures, month, total
    assert page.count("Exchanged with other currencies \N{MINUS SIGN}US$10.00") == 2
    assert page.count(COLUMN) == 2  # for each currency


def test_without_exchange_nothing_is_said_of_it(read):
    factories.entry(1_000_00, book="live")
    assert COLUMN not in read("en") and "differences Rp" not in read("en")


def test_an_empty_book_invites(read):
    page = read()
    assert 'class="pk-empty' in page and "<table" not in page


def test_months_and_costs_are_tables(read):
    factories.cost(400_000_00, book="live")
    page = read()
    assert "Mei 2026" in page
    assert 'data-label="' in page and "−Rp400.000" in page


def test_the_live_page_shows_no_test_money(read):
    factories.entry(777_00, book="test")
    page = read()
    assert "Rp777" not in page and "pk-banner" not in page


def test_test_money_stands_under_a_banner(read, settings):
    settings.DEBUG = True
    factories.entry(777_00, book="test")
    page = read()
    assert "Rp777" in page and "pk-banner" in page


def test_dollars_have_a_table_of_their_own(read):
    factories.entry(100_00, book="live")
    factories.entry(5_00, book="live", currency="USD", into="assets:stripe:usd")
    page = read()
    assert 'id="months-IDR"' in page and 'id="months-USD"' in page
    assert 'aria-labelledby="months-USD in-USD"' in page and 'id="in-USD"' in page
    assert "US$5,00" in page


def test_books_never_checked_are_not_called_checked(read):
    factories.entry(book="live")
    assert "pk-icon--checked" not in read()


def test_the_page_says_when_the_books_were_checked(read):
    factories.entry(book="live")
    verify_and_record()
    assert "pk-icon--checked" in read()


def test_entries_newer_than_the_check_are_told(read):
    factories.entry(book="live")
    verify_and_record()
    assert "lebih baru" not in read()
    factories.entry(book="live")
    assert "1 catatan yang lebih baru" in read()


def test_the_page_says_that_a_check_found_problems(read):
    factories.entry(book="live")
    with triggers_lifted():
        JournalEntry.objects.update(kind="fee")
        verify_and_record()
    page = read()
    assert "pk-notice--error" in page and "pk-icon--checked" not in page


def test_the_page_shows_the_last_fingerprint(read):
    assert factories.entry(book="live").hash in read()


def test_names_notes_and_source_keys_are_not_on_the_page(read):
    factories.entry(
        book="live", note_text="Budi Santoso", source_key="manual:rahasia",
        author=factories.user(),
    )  # fmt: skip
    page = read()
    for private in ("Budi", "rahasia", "bendahara"):
        assert private not in page


SUM = re.compile(r"(−?)(?:Rp|US\$)([0-9.,]+)")


def cells(row):
    """Return the minor units of every amount in a row of a table."""
    found = [
        (sign, *(number + ",00").split(",")[:2]) for sign, number in SUM.findall(row)
    ]
    return [
        int(f"{'-' if sign else ''}{whole.replace('.', '')}{cents}")
        for sign, whole, cents in found
    ]


def columns(page):
    """Return each column of the table of months, and what stands below it."""
    table = page.partition('<table class="pk-table pk-table--tight"')[2]
    body, _, foot = table.partition("<tfoot>")
    rows = [cells(row) for row in body.split("<tr>") if cells(row)]
    return list(zip(*rows, strict=True)), cells(foot.partition("</tfoot>")[0])


def test_the_columns_add_up_to_the_last_digit(read):
    """A reader adds up what is shown, also where fees have hundredths of a rupiah."""
    for month, fee in ((4, 3_829_50), (5, 1_234_75), (6, 2_000_00)):
        day = factories.MAY.replace(month=month)
        factories.gift(fee=fee, book="live", occurred_at=day)
        factories.cost(10_000_00 + month, book="live", occurred_at=day)
    months, below = columns(read())
    *sums, closing = [sum(column) for column in months]
    assert sums == below[:-1] and months[-1][0] == below[-1]
    assert closing != below[-1]


def test_sen_are_shown_only_where_the_books_have_them(read):
    factories.gift(fee=3_829_50, book="live")
    page = read()
    assert "Rp3.829,50" in page and "Rp46.170,50" in page
    assert "Rp50.000<" in page and "Rp50.000,00" not in page


def test_the_page_says_why_there_are_sen_and_else_does_not(read):
    factories.gift(fee=3_829_00, book="live")
    assert "(sen)" not in read("en")
    factories.gift(fee=3_829_50, book="live")
    assert "We round nothing" in read("en") and "(sen)" in read("en")


def test_dollars_have_cents_and_no_word_about_sen(read):
    factories.entry(5_25, book="live", currency="USD", into="assets:stripe:usd")
    assert "(sen)" not in read("en")


def test_the_page_promises_what_it_shows(read):
    factories.entry(book="live")
    page = read("en").partition("<main")[2].partition("</main")[0]
    assert "sums by month and source" in page
    assert "wherever nobody can be recognised by them" in page
    assert "every rupiah" not in page.lower()


def test_the_page_stays_within_its_budget(read):
    """Fifteen queries and fifty kilobytes on the second request, after a year."""
    for month in range(1, 13):
        day = factories.MAY.replace(year=2025, month=month)
        factories.gift(book="live", occurred_at=day)
        factories.cost(1_00, book="live", occurred_at=day)
    read()
    with CaptureQueriesContext(connection) as queries:
        body = read()
    assert len(queries) <= 15
    assert len(body.encode()) < 50_000
