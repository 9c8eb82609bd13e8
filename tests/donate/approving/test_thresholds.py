"""From which amount on a second person has to agree."""

import pytest

from donate.admin.cash.answers import needs_approval
from donate.approving.thresholds import needs_second_person
from donate.money import Money

from .test_asking import above  # noqa: F401  fixture


@pytest.mark.parametrize(
    ("limits", "needed"),
    [
        ({}, False),
        ({"IDR": 0}, False),
        ({"IDR": 5}, True),
        ({"IDR": 5, "USD": 0}, False),
        ({"USD": 1}, False),
    ],
)
def test_a_currency_nobody_named_is_open_only_where_none_has_a_limit(
    above,  # noqa: F811
    limits,
    needed,
):
    above(**limits)
    assert needs_second_person(Money(1_00, "USD")) is needed


def test_nothing_needs_nobody(above):  # noqa: F811
    above(IDR=5)
    assert not needs_second_person(Money(0, "USD"))


def test_it_is_said_why(above):  # noqa: F811
    above(IDR=5)
    assert needs_approval(Money(5_00, "IDR")) == ""
    assert "more than Rp5," in needs_approval(Money(6_00, "IDR"))
    assert "second person" in needs_approval(Money(1, "USD"))
