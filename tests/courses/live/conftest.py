import datetime as dt

import pytest
from django.utils import timezone

from tests.courses.factories import CourseFactory

SECRET = "pwd=rahasia"


def in_minutes(number):
    return timezone.now() + dt.timedelta(minutes=number)


@pytest.fixture
def course(category):
    return CourseFactory(parent=category, title="Pembukuan")


@pytest.fixture(autouse=True)
def fresh(settings):
    """A test commits nothing, so that nothing empties the cache of pages."""
    settings.PAGE_CACHE_ENABLED = False
