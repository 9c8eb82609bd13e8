"""Counting starts afresh in each test and writes at once."""

import pytest

from donate.sponsors import counting


@pytest.fixture(autouse=True)
def counted_at_once(keys):
    keys(SPONSOR_FLUSH_SECONDS=0)
    counting.repeats.forget()
    yield
    counting.pending.take()


@pytest.fixture
def keys(settings):
    def keys(**values):
        settings.PRAKERJA_DONATE = {**settings.PRAKERJA_DONATE, **values}

    return keys
