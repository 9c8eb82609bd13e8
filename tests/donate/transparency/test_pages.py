import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Site

from donate.ledger.posting import Line, entry_reverse
from donate.ledger.verifying import verify_and_record
from donate.models import Organisation
from donate.money import Money
from donate.months.closing import month_prepare, month_sign
from tests.donate import factories

from . import books

pytestmark = pytest.mark.django_db
MONTH = "/donasi/transparansi/2026-05/"
YEAR = "/donasi/transparansi/2026/"
CHECK = "/donasi/transparansi/periksa/"


@pytest.fixture(autouse=True)
def no_page_cache(settings):
    settings.PAGE_CACHE_ENABLED = False


@pytest.fixture
def read(client):
    def read(path):
        response = client.get(path)
        assert response.status_code == 200
        return response.content.decode().partition("<main")[2].partition("</main")[0]

    return read


def row(page, heading):
    """What stands beside a heading of the sum."""
    cell = page.partition(f"{heading}</th>")[2].partition("</td>")[0]
    return cell.rpartition(">")[2].strip()


def test_a_month_adds_up_to_what_is_there(read):
    factories.entry(1_250_000_00, book="live")
    factories.gift(50_000_00, 2_500_00, book="live")
    factories.cost(400_000_00, book="live")
    page = read("/en" + MONTH)
    assert row(page, "Donations") == "Rp50.000"
    assert row(page, "Payment fees") == "Rp2.500"
    assert row(page, "Left at the end") == "Rp897.500"
    assert row(page, "At the bank") == "Rp850.000"
    assert row(page, "At the payment service") == "Rp47.500"
    assert row(page, "Difference") == "Rp0"


def closed_by_hand(rupiah):
    """Prepare May with what a person typed, and sign it."""
    people = [factories.user(name) for name in ("bendahara-budi", "penyetuju-ani")]
    verify_and_record()
    prepared = month_prepare(
        book="live",
        month=books.day(5),
        typed={"assets:bank:main IDR": Money.of(rupiah, "IDR")},
        reasons={"assets:bank:main IDR": "Pak Joko lupa"},
        author=people[0],
    )
    month_sign(prepared=prepared, author=people[1])


def test_a_balance_that_somebody_typed_is_told_without_their_name(read):
    factories.entry(500_00, book="live")
    closed_by_hand(600)
    page = read("/en" + MONTH)
    assert "Rp600: typed in by hand on" in page and "The books say Rp500" in page
    assert not any(name in page for name in ("budi", "ani<", "Joko"))


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
    assert "Exchanged with other currencies +Rp164.250" in read("/en" + MONTH)
    assert "Exchanged with other currencies +Rp164.250" in read("/en" + YEAR)


def test_tax_that_a_sponsor_withheld_is_a_cost_of_its_own(read):
    factories.entry(
        book="live",
        public_memo="sponsor",
        lines=[
            Line("assets:bank:main", 980_000_00, "IDR"),
            Line("expenses:tax_withheld", 20_000_00, "IDR"),
            Line("income:ads", -1_000_000_00, "IDR"),
        ],
    )
    page = read("/en" + MONTH)
    assert row(page, "Advertising") == "Rp1.000.000"
    assert row(page, "Costs") == "Rp20.000"
    assert "Tax withheld (PPh 23)" in page
    assert row(page, "Difference") == "Rp0"


def test_a_year_says_which_months_are_closed(read):
    factories.entry(1_250_000_00, book="live")
    factories.cost(250_000_00, book="live", occurred_at=books.JUNE)
    books.close()
    months = read("/en" + YEAR).partition('id="months"')[2]
    june, may = months.partition("<tbody>")[2].split("</tr>")[:2]
    assert "June" in june and "still open" in june
    assert "May" in may and "closed" in may


def test_a_month_begins_with_what_the_month_before_left(read):
    factories.entry(1_250_000_00, book="live")
    factories.cost(250_000_00, book="live", occurred_at=books.JUNE)
    page = read("/en/donasi/transparansi/2026-06/")
    assert row(page, "Was there at the start") == "Rp1.250.000"
    assert row(page, "Found there, together") == "Rp1.000.000"


def test_advertising_is_told_by_source(read):
    factories.entry(2_00, book="live", public_memo="adsense")
    factories.entry(3_00, book="live", public_memo="sponsor")
    page = read("/en" + MONTH)
    assert "Advertising network" in page and "Sponsor" in page


def test_a_year_has_its_months_and_its_sum(read):
    factories.entry(2_00, book="live")
    factories.entry(3_00, book="live", occurred_at=books.JUNE)
    page = read("/en" + YEAR)
    assert row(page, "Advertising") == "Rp5"
    assert MONTH in page and "/2026-06/" in page


def test_a_cost_stands_alone_and_pay_does_not(read):
    factories.cost(111_00, book="live")
    factories.cost(222_00, "people", book="live")
    page = read(MONTH)
    assert 'id="n1"' in page and 'id="n2"' not in page


def test_gifts_of_an_open_month_do_not_stand_alone(read):
    books.crowd(6)
    assert 'id="n1"' not in read(MONTH)


def test_a_crowd_of_a_closed_month_does(read):
    books.crowd(6)
    books.close()
    assert read(MONTH).count('id="n') == 6


def test_a_correction_says_why_and_points_to_what_it_undoes(read):
    wrong = factories.cost(111_00, book="live")
    undone = entry_reverse(
        entry=wrong, note_text="salah ketik", author=None, reason="wrong_amount"
    )
    page = read(f"/en/donasi/transparansi/{undone.local_date:%Y-%m}/")
    assert "Wrong amount: undoes number 1" in page
    assert f"{MONTH}#n1" in page and "salah ketik" not in page
    assert "Undone by number 2" in read("/en" + MONTH)


def test_a_closed_month_offers_its_files(read):
    factories.entry(book="live")
    assert "berkas" not in read(MONTH)
    books.close()
    assert "/berkas/2026-05.json" in read(MONTH)


@pytest.mark.parametrize(
    "path", ["2025/", "2026-04/", "2026-13/", "2026-00/", "1999/", "2026-5/"]
)
def test_a_month_that_is_not_in_the_books_is_not_found(client, path):
    factories.entry(book="live")
    assert client.get(f"/donasi/transparansi/{path}").status_code == 404


def test_an_empty_book_has_no_months(client):
    assert client.get(YEAR).status_code == 404


def test_play_money_has_its_months_under_a_banner(read, settings):
    factories.entry(book="test")
    settings.DEBUG = True
    assert "pk-banner" in read(MONTH)


def test_everybody_can_read_how_to_check(read):
    assert "periksa.py" in read(CHECK)
    books.two_months()
    page = read(CHECK)
    for month in ("2026-05", "2026-06"):
        assert f"/berkas/{month}.json" in page and f"/{month}/" in page


def test_months_say_when_they_were_checked(read):
    factories.entry(book="live")
    verify_and_record()
    assert "pk-icon--checked" in read(MONTH)


@pytest.mark.parametrize("path", [MONTH, YEAR, CHECK])
def test_the_pages_stay_within_their_budget(client, path):
    for number in range(120):
        factories.cost(1_00 + number, book="live")
    books.crowd(6)
    books.close()
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
    assert len(queries) <= 15
    assert len(response.content) < 60_000
    assert not response.cookies and "Cookie" not in response.get("Vary", "")


def organisation(**facts):
    site = Site.objects.get(is_default_site=True)
    return Organisation.objects.create(site=site, **facts)


def test_an_organisation_with_gaps_is_missing_something():
    known = organisation(name="Yayasan Melati", contact_email="kas@contoh.id")
    assert [str(label) for label in known.missing] == [
        "nomor izin mengumpulkan sumbangan",
        "pemilik rekening",
    ]


def test_the_start_page_of_the_admin_asks_for_what_is_missing(admin_client):
    home = reverse("wagtailadmin_home")
    assert "organisation-section" in admin_client.get(home).content.decode()
    organisation(name="a", permit_number="b", contact_email="c", account_holder="d")
    assert "organisation-section" not in admin_client.get(home).content.decode()


def test_a_permit_that_is_over_is_told(admin_client):
    organisation(
        name="a", permit_number="b", contact_email="c", account_holder="d",
        permit_until="2026-01-31",
    )  # fmt: skip
    page = admin_client.get(reverse("wagtailadmin_home")).content.decode()
    assert "organisation-section" in page and "31 Jan" in page


def test_the_organisation_can_be_filled_in(admin_client):
    site = Site.objects.get(is_default_site=True)
    address = reverse(
        "wagtailsettings:edit", args=["prakerja_donate", "organisation", site.pk]
    )
    admin_client.post(address, {"name": "Yayasan Melati", "permit_number": "1/2026"})
    assert Organisation.objects.get(site=site).name == "Yayasan Melati"
