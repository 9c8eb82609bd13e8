"""The promises of the payment service that money here stands on."""

from datetime import UTC, datetime, timedelta

import pytest

from donate.gateways.base import (
    DisputeState,
    GatewayDown,
    GatewayRefused,
    Order,
    PaymentState,
    Role,
)
from donate.gateways.refunding import RefundOrder, RefundProblem, RefundRefused
from donate.gateways.stripe import StripeGateway
from donate.money import Money

from .conftest import KEY, PRICE

pytestmark = pytest.mark.nodatabase
A_PART = 20_000_00


@pytest.fixture
def order(reference):
    def order(**changes):
        soon = datetime.now(UTC) + timedelta(hours=1)
        return Order(
            **{
                "reference": reference,
                "attempt": 1,
                "amount": Money(PRICE, "IDR"),
                "description": "Donasi",
                "language": "id",
                "success_url": "https://example.org/thanks",
                "cancel_url": "https://example.org/back",
                "expires_at": soon.replace(microsecond=0),
                **changes,
            }
        )

    return order


def movements_of(service, charge):
    since = datetime.now(UTC) - timedelta(minutes=10)
    facts = service.gateway.movements_since(since)
    return {fact.role: fact for fact in facts if charge in fact.payment_ids}


def refund_of(charge, reference, amount=A_PART):
    return RefundOrder(reference, charge, Money(amount, "IDR"))


def test_an_open_page_tells_its_address_amount_and_our_reference(gateway, order):
    asked = order()
    made = gateway.checkout_create(asked)
    facts = gateway.payment_fetch(made.id)
    assert (facts.state, facts.url) == (PaymentState.OPEN, made.url)
    assert (facts.amount, facts.reference) == (asked.amount, asked.reference)
    assert not facts.livemode


def test_a_page_for_every_month_opens(gateway, order, reference):
    made = gateway.checkout_create(order(monthly=reference, email="a@example.org"))
    assert gateway.payment_fetch(made.id).state == PaymentState.OPEN


def test_the_same_attempt_is_the_same_page(gateway, order):
    asked = order()
    assert len({gateway.checkout_create(asked).id for _ in "12"}) == 1


def test_the_same_attempt_with_another_amount_is_refused(gateway, order):
    gateway.checkout_create(order())
    with pytest.raises(GatewayRefused, match="IdempotencyError"):
        gateway.checkout_create(order(amount=Money(PRICE + 100, "IDR")))


def test_a_page_can_be_closed_and_says_so(gateway, order):
    made = gateway.checkout_create(order())
    gateway.api.v1.checkout.sessions.expire(made.id)
    assert gateway.payment_fetch(made.id).state == PaymentState.EXPIRED


def test_a_page_nobody_made_is_refused(gateway):
    with pytest.raises(GatewayRefused):
        gateway.payment_fetch("cs_test_nobody")


def test_a_wrong_key_is_worth_another_try(gateway):
    wrong = StripeGateway("sk_test_wrong", "", gateway_base(gateway))
    with pytest.raises(GatewayDown, match="AuthenticationError"):
        wrong.balances()


def gateway_base(gateway):
    return "" if KEY else gateway.origins[0]


def test_a_payment_moves_what_was_paid_less_the_parts_of_its_fee(service):
    fact = movements_of(service, service.pay())[Role.GIFT]
    assert fact.charged == Money(PRICE, "IDR")
    assert fact.gross.amount_minor - fact.fee.amount_minor == fact.net.amount_minor
    assert sum(part["amount"] for part in fact.fee_details) == fact.fee.amount_minor


def test_a_balance_names_each_currency_once(service):
    service.pay()
    currencies = [money.currency for money in service.gateway.balances()]
    assert currencies
    assert len(currencies) == len(set(currencies))


def test_a_refund_asked_for_twice_is_one_and_can_be_found(service, reference):
    charge, gateway = service.pay(), service.gateway
    asked = refund_of(charge, reference)
    made = [gateway.refund_create(asked).id for _ in "12"]
    assert made[0] == made[1] == gateway.refund_find(asked).id
    assert movements_of(service, charge)[Role.REFUND].charged == Money(-A_PART, "IDR")


def test_more_than_was_paid_is_not_given_back(service, reference):
    with pytest.raises(RefundRefused):
        service.gateway.refund_create(refund_of(service.pay(), reference, PRICE + 100))


def test_what_was_given_back_is_not_given_back_again(service, reference):
    charge = service.pay()
    service.gateway.refund_create(refund_of(charge, reference, PRICE))
    with pytest.raises(RefundRefused) as refused:
        service.gateway.refund_create(refund_of(charge, f"{reference}-2", PRICE))
    assert refused.value.problem == RefundProblem.ALREADY


def test_a_disputed_payment_is_told_and_cannot_be_given_back(service, reference):
    charge, gateway = service.pay_and_dispute(), service.gateway
    since = datetime.now(UTC) - timedelta(minutes=10)
    assert gateway.dispute_of([charge]) == DisputeState.OPEN
    assert charge in gateway.disputed_since(since)
    with pytest.raises(RefundRefused) as refused:
        gateway.refund_create(refund_of(charge, reference))
    assert refused.value.problem == RefundProblem.DISPUTED
