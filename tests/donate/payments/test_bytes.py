"""What a donor's pages weigh on a small phone, as they are shipped."""

import pytest

from tests.wire import of, parts

from .. import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page_of", ["form", "transfer", "receipt"])
def test_style_and_scripts_keep_to_the_budget(giver, page_of):
    found = parts(giver.client, path(giver, page_of))
    assert of(found, ".css") <= 15 * 1024
    assert of(found, ".js") <= 10 * 1024


def path(giver, page_of):
    if page_of == "form":
        return "/donasi/"
    if page_of == "transfer":
        return giver.give(method="bank_transfer").get_absolute_url()
    return f"{factories.received(name='Sari').get_absolute_url()}bukti/"
