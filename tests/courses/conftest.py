import pytest
from wagtail.models import Site

from .factories import CategoryFactory, default_catalogue, default_home


@pytest.fixture
def home(db):
    """The home page, root of the default site ``testserver``."""
    return default_home()


@pytest.fixture
def site(home):
    return Site.objects.get(is_default_site=True)


@pytest.fixture
def catalogue(home):
    """The catalogue at /kursus/."""
    return default_catalogue()


@pytest.fixture
def category(catalogue):
    """The category at /kursus/bisnis-digital/."""
    return CategoryFactory(parent=catalogue, title="Bisnis Digital", colour="laut")
