"""The way to pay that docs/how-to/add-a-way-to-pay.md writes as its example."""

import re
from pathlib import Path

import pytest

from donate import gateways
from donate.gateways import own
from donate.reconcile import tick

pytestmark = pytest.mark.django_db
GUIDE = Path(__file__).parents[3] / "docs" / "how-to" / "add-a-way-to-pay.md"


@pytest.fixture
def cash(giver, keys, tmp_path, settings, monkeypatch):
    """Somebody who gives where the example of the guide is installed."""
    example = re.search(r"```python\n(.*?)```", GUIDE.read_text(), re.DOTALL)[1]
    names = {}
    exec(example, names)
    monkeypatch.setattr(own, "CashGateway", names["CashGateway"], raising=False)
    keys(GATEWAYS=["donate.gateways.own.CashGateway"])
    folder = tmp_path / "our_site"
    folder.mkdir()
    (folder / "pay_cash.html").write_text("Bawa {{ asked_head }}{{ asked_tail }}.")
    engine = {**settings.TEMPLATES[0], "DIRS": [tmp_path]}
    settings.TEMPLATES = [engine, *settings.TEMPLATES[1:]]
    gateways.load.cache_clear()
    yield giver
    gateways.load.cache_clear()


def test_a_donor_can_choose_it_and_reads_how_to_pay(cash):
    donation = cash.give(method="cash")
    shown = cash.look(donation).content.decode()
    assert donation.unique_code
    assert f"Bawa {donation.asked}." in shown


def test_it_takes_no_more_than_it_says(cash):
    answer = cash.send(method="cash", choice="own", own="600.000")
    assert answer.status_code == 422


def test_the_clock_and_cancelling_know_it(cash):
    donation = cash.give(method="cash")
    assert tick().failures == 0
    cash.client.post(f"{donation.get_absolute_url()}batal/")
    cash.look(donation)
    assert donation.state == "expired"
