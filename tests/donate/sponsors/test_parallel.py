"""Real threads, real commits: nothing is counted twice and nothing is lost."""

import pytest
from django.test import Client

from donate.models import SponsorDay
from donate.sponsors import counting
from tests.donate.payments.test_parallel import at_once

from . import factories

pytestmark = pytest.mark.django_db(transaction=True)


def test_views_and_clicks_at_once_are_all_counted(keys):
    keys(SPONSOR_FLUSH_SECONDS=3600, SPONSOR_CLICKS_ADDRESS=(100, 3600))
    slot = factories.slot()
    agent = {"User-Agent": factories.PHONE}

    def visit():
        client, codes = Client(headers=agent), set()
        for _time in range(5):
            codes.add(client.post(f"/iklan/{slot.pk}/dilihat/").status_code)
            counting.pending.flush()
        return codes | {client.get(f"/iklan/{slot.pk}/").status_code}

    assert at_once(*[visit] * 6) == [{204, 302}] * 6
    assert list(SponsorDay.objects.values_list("views", "clicks")) == [(30, 6)]


def test_clicks_at_once_of_one_address_stop_at_its_limit(keys):
    keys(SPONSOR_CLICKS_ADDRESS=(3, 3600))
    slot = factories.slot()
    agent = {"User-Agent": factories.PHONE}
    results = at_once(
        *[lambda: Client(headers=agent).get(f"/iklan/{slot.pk}/").status_code] * 6
    )
    assert results == [302] * 6
    assert SponsorDay.objects.get().clicks == 3
