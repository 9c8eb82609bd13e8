"""The treasurer sees the account at the payment service, and changes nothing in it."""

import pytest
from django.utils import timezone

from donate.models import Movement
from donate.setup import ensure_treasurers
from tests.donate import factories

pytestmark = pytest.mark.django_db
LIST = "/admin/cash-book-movements/"


def movement(number, **fields):
    facts = {
        "role": "other",
        "type": "topup",
        "amount_minor": 9_000_00,
        "fee_minor": 0,
        "net_minor": 9_000_00,
        "state": "unexplained",
        "problem": "kind: topup topup",
        **fields,
    }
    return Movement.objects.create(
        provider="stripe",
        livemode=False,
        object_id=f"txn_{number}",
        currency="IDR",
        occurred_at=timezone.now(),
        **facts,
    )


@pytest.fixture
def desk(client):
    """A treasurer at work."""
    user = factories.user()
    user.groups.add(ensure_treasurers())
    client.force_login(user)
    return client


def page(client, url):
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_tells_what_waits_for_a_person(desk):
    movement(1)
    movement(2, state="waiting", problem="", net_minor=1_00, amount_minor=1_00)
    seen = page(desk, f"{LIST}?attention=true&book=test")
    assert "Rp9.000" in seen
    assert "Rp1<" not in seen


def test_one_movement_says_what_to_do(desk):
    seen = page(desk, f"{LIST}{movement(1).pk}/")
    assert "Periksa di layanan pembayaran, lalu catat sendiri." in seen
    assert "txn_1" in seen


def test_a_fee_is_shown_with_the_tax_on_it(desk):
    parts = [{"type": "stripe_fee", "amount": 4_000}, {"type": "tax", "amount": 440}]
    fee = movement(1, fee_minor=4_440, fee_details=parts)
    seen = page(desk, f"{LIST}{fee.pk}/")
    assert "Rp44,40" in seen
    assert "Rp4,40" in seen


@pytest.mark.parametrize("what", ["new", "edit", "delete"])
def test_nothing_can_be_changed(desk, what):
    assert desk.get(f"{LIST}{what}/{movement(1).pk}/").status_code == 404


def test_who_may_not_see_the_books_sees_no_movement(client):
    client.force_login(factories.user("redaksi"))
    assert client.get(LIST).status_code == 302


def test_the_list_asks_the_same_number_of_questions_whatever_its_length(
    desk, django_assert_max_num_queries
):
    for number in range(15):
        movement(number)
    page(desk, LIST)
    with django_assert_max_num_queries(20):
        page(desk, LIST)
