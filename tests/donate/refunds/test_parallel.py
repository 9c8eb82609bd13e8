"""Two people, or two processes, at once: one refund."""

import uuid

import pytest

from donate.ledger.verifying import verify
from donate.models import JournalEntry, RefundRequest
from donate.refunds.asking import refund_approve
from donate.refunds.errors import RefundImpossible
from donate.refunds.sending import refund_send
from tests.donate import factories
from tests.donate.movements.accounts import agrees
from tests.donate.payments.test_parallel import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_treasurers_at_once_make_one_refund(gift, ask, account):
    people = [factories.user(name) for name in ("satu", "dua", "tiga")]

    def pressed(person):
        return lambda: refund_send(ask(gift, author=person, uid=uuid.uuid4()))

    results = at_once(*map(pressed, people))
    refused = [found for found in results if isinstance(found, RefundImpossible)]
    assert len(refused) == 2, results
    assert len(account.store.of_kind("refund")) == 1
    assert JournalEntry.objects.filter(kind="refund").count() == 1
    assert agrees(account) and not verify()


def test_one_request_sent_by_many_at_once_is_one_refund(gift, ask, account):
    request = ask(gift)
    results = at_once(*[lambda: refund_send(request)] * 6)
    assert not [found for found in results if isinstance(found, BaseException)]
    assert len(account.store.of_kind("refund")) == 1
    assert RefundRequest.objects.get().state == "done"
    assert agrees(account) and not verify()


def test_two_approvers_at_once_agree_once(by_hand, ask, keys):
    keys(FOUR_EYES_ABOVE={"IDR": 1})
    request = ask(by_hand, way="hand")
    people = [factories.user(name) for name in ("satu", "dua")]
    results = at_once(
        *[
            lambda person=person: refund_approve(request=request, author=person)
            for person in people
        ]
    )
    assert sum(isinstance(found, RefundImpossible) for found in results) == 1
