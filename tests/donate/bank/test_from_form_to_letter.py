"""A gift by transfer, from the form over the bank statement to the letter."""

import pytest
from django.utils import timezone

from donate.bank.candidates import short_code
from donate.models import Letter
from tests.donate.payments.conftest import (  # noqa: F401  fixtures
    giver,
    keys,
    own_ways,
    page,
)

from . import statements
from .statements import balance, line

pytestmark = pytest.mark.django_db


@pytest.fixture
def gift(giver):  # noqa: F811
    return giver.give(method="bank_transfer", email="sari@example.org")


def statement_of_today(rupiah, text="SETORAN"):
    """Import and match one row of today, as the treasurer does."""
    today = timezone.localdate()
    row = line(rupiah, text).replace("12/05/2026", f"{today:%d/%m/%Y}")
    return statements.come_as(statements.HEADER + row)


def test_it_is_found_booked_with_its_code_and_thanked_for(gift):
    (row,) = statement_of_today(int(gift.asked.major))
    gift.refresh_from_db()
    assert (row.state, row.donation) == ("linked", gift)
    assert gift.state == "booked" and balance() == int(gift.asked.major) > 50_000
    assert gift.letters.filter(kind=Letter.Kind.THANKS).count() == 1


def test_the_private_page_thanks_for_all_that_arrived(gift, giver):  # noqa: F811
    statement_of_today(int(gift.asked.major))
    page = giver.look(gift).content.decode()  # noqa: F811
    assert "pk-thanks" in page and str(gift.asked) in page


def test_a_rounded_amount_waits_for_a_person_and_thanks_nobody(gift):
    (row,) = statement_of_today(50_000)
    assert (row.state, row.why) == ("on_hold", "code")
    assert not Letter.objects.filter(kind=Letter.Kind.THANKS).exists()


def test_the_reference_on_the_page_finds_a_rounded_amount(gift, giver):  # noqa: F811
    reference = short_code(gift.public_id)
    assert reference in giver.look(gift).content.decode()
    (row,) = statement_of_today(50_000, f"DONASI {reference}")
    assert (row.state, row.donation) == ("linked", gift)
