import pytest

from tests.courses.conftest import catalogue, category, home

__all__ = ["catalogue", "category", "home"]


@pytest.fixture(autouse=True)
def no_page_cache(settings):
    """Ask the views every time: a test's transaction never commits."""
    settings.PAGE_CACHE_ENABLED = False
