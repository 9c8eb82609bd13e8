"""A receipt has one number for good and says what the books say."""

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.models import Site

from donate.models import Donation, Organisation
from donate.money import Money
from donate.services import transfer_receive

from .. import factories

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year


def page(client, gift, status=200):
    answer = client.get(f"{gift.get_absolute_url()}bukti/")
    assert answer.status_code == status
    return answer.content.decode()


def test_numbers_count_on_per_book_and_year(db):
    numbers = [
        factories.received(book_id=book).receipt_number
        for book in ("live", "test", "live")
    ]
    assert numbers == [f"{YEAR}-000001", f"UJI-{YEAR}-000001", f"{YEAR}-000002"]


def test_a_number_stays_when_more_money_comes_for_the_gift(db):
    gift = factories.received()
    number = gift.receipt_number
    assert factories.arrive(gift).receipt_number == number


def test_what_is_rolled_back_leaves_no_gap(db):
    given = factories.intent()
    with pytest.raises(RuntimeError), transaction.atomic():
        factories.arrive(given)
        raise RuntimeError
    assert factories.received().receipt_number.endswith("-000001")


def test_two_gifts_cannot_share_a_number(db):
    first, second = factories.received(), factories.received()
    with pytest.raises(Exception, match=r"(?i)unique"), transaction.atomic():
        Donation.objects.filter(pk=second.pk).update(
            receipt_number=first.receipt_number
        )


def test_it_shows_number_donor_amount_organisation_and_fingerprint(client):
    Organisation.objects.create(
        site=Site.objects.get(is_default_site=True),
        name="Yayasan Uji",
        permit_number="PUB/7",
        address="Jalan Melati 1\nSolo",
    )
    gift = factories.received(name="Sari")
    text = page(client, gift)
    for fact in (gift.receipt_number, "Sari", "Rp50.000", "Yayasan Uji", "PUB/7"):
        assert fact in text
    assert "Jalan Melati 1<br>Solo" in text
    assert gift.entries.get().hash in text
    assert "12 Mei 2026" in text


def test_the_rupiahs_of_the_unique_code_are_on_it(client):
    assert "Rp50.123" in page(client, factories.received(unique_code=123))


def test_what_really_arrived_is_on_it(client):
    given = factories.intent()
    transfer_receive(
        donation=given,
        received=Money(40_000_00, "IDR"),
        occurred_at=factories.MAY,
        source_key="bank:main:less",
        account_code="assets:bank:main",
    )
    assert "Rp40.000" in page(client, given)


def test_a_gift_of_the_test_book_proves_nothing(client):
    assert "tidak membuktikan apa pun" in page(client, factories.received())


def test_a_gift_that_went_back_has_no_valid_receipt(client):
    gift = factories.received()
    Donation.objects.update(refunded_minor=gift.amount_minor)
    assert "tidak berlaku lagi" in page(client, gift)


def test_before_it_is_booked_there_is_none(client):
    given = factories.intent()
    page(client, given, status=302)


def test_it_is_private(client):
    gift = factories.received()
    answer = client.get(f"{gift.get_absolute_url()}bukti/")
    assert "no-store" in answer.headers["Cache-Control"]
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert not answer.cookies
    assert client.get("/donasi/status/wrong/bukti/").status_code == 404
