import datetime as dt

import pytest
from django.utils import formats, timezone, translation

pytestmark = pytest.mark.nodatabase

MOMENT = dt.datetime(2026, 11, 21, 12, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("language", "text"),
    [("id", "21 November 2026, 19.30 WIB"), ("en", "21 November 2026, 19:30 WIB")],
)
def test_a_moment_says_its_zone(language, text):
    with translation.override(language):
        local = timezone.localtime(MOMENT)
        assert formats.date_format(local, "DATETIME_FORMAT") == text
