"""A gift that has reached the bank, and whoever gave it."""

import pytest

from .. import factories


@pytest.fixture
def gift(db):
    factories.chart()
    return factories.received(name="Sari", email="sari@example.org")
