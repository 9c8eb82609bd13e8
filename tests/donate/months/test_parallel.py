"""Two approvers at one month, and an entry that comes between, in real threads."""

import pytest

from donate.ledger.verifying import verify, verify_and_record
from donate.models import PeriodClose
from donate.months.closing import month_sign
from donate.months.errors import NotReady
from tests.donate import factories

from ..payments.test_parallel import at_once
from .test_closing import prepare

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def prepared(transactional_db):
    factories.entry(300_00)
    verify_and_record()
    return prepare(factories.user())


def test_two_approvers_at_once_close_once(prepared):
    people = [factories.user(name) for name in ("satu", "dua")]
    results = at_once(
        *(
            lambda each=each: month_sign(prepared=prepared, author=each)
            for each in people
        )
    )
    assert sum(isinstance(result, NotReady) for result in results) == 1
    assert PeriodClose.objects.count() == 1 and verify() == []


def test_an_entry_at_the_same_moment_is_in_the_close_or_after_it(prepared):
    person = factories.user("satu")
    at_once(
        lambda: month_sign(prepared=prepared, author=person),
        lambda: factories.entry(1_00),
    )
    close = PeriodClose.objects.first()
    assert close is None or close.totals["income:ads IDR"] == -300_00
    assert verify() == []
