"""What an exchange made of dollars is told in the reader's own language."""

import pytest
from django.utils.translation import override
from wagtail.users.models import UserProfile

from donate.approving.payouts import row_payout_ask
from tests.donate.bank.statements import come
from tests.donate.bank.test_converted import (  # noqa: F401  fixtures
    account,
    author,
    dollars,
    limit,
)

from .desk import read
from .test_cash import approver, at  # noqa: F401  fixture

pytestmark = pytest.mark.django_db
TOLD = "US$10,00 = Rp164.250, kurs 16.425"


@pytest.fixture
def arrival(account, dollars, author):  # noqa: F811
    """Book that ten dollars came as rupiah, or ask for it."""
    (row,) = come(account, (164_250, "STRIPE"))
    return lambda: row_payout_ask(row=row, payout=dollars, author=author)


@pytest.fixture
def indonesian(client, approver):  # noqa: F811
    UserProfile.objects.filter(user=approver).update(preferred_language="id")
    client.force_login(approver)
    return client


def test_the_approver_reads_it_before_deciding(limit, arrival, indonesian):  # noqa: F811
    page = read(indonesian.get(at("pending:inspect", arrival().pk)))
    assert TOLD in page and "exchange rate" not in page


def test_so_does_whoever_opens_the_entry(arrival, indonesian):
    page = read(indonesian.get(at("entries:inspect", arrival().entry.pk)))
    assert TOLD in page and "exchange rate" not in page


def test_so_does_whoever_exports_the_book(arrival, indonesian):
    arrival()
    answer = indonesian.get(f"{at('entries:index')}?export=csv")
    with override("id"):  # it is written while it is sent
        assert TOLD in b"".join(answer.streaming_content).decode()
