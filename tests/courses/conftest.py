import pytest
from django.contrib.auth.models import Group
from wagtail.models import Site
from wagtail.users.models import UserProfile

from courses import setup
from courses.models import CategoryPage

from .factories import CategoryFactory, UserFactory, default_catalogue, default_home


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


@pytest.fixture
def tree(home):
    """The catalogue as it is set up: categories, and groups for who works in them."""
    setup.ensure_catalogue(home)
    setup.ensure_editors()
    setup.ensure_contributor_groups()
    return home


@pytest.fixture
def sales(tree):
    return CategoryPage.objects.get(slug="bisnis-digital")


@pytest.fixture
def growth(tree):
    return CategoryPage.objects.get(slug="pengembangan-diri")


@pytest.fixture
def sign_in(client, tree):
    """Sign in as a new member of a group, reading English."""

    def as_member(name, language="en"):
        user = UserFactory()
        user.groups.add(Group.objects.get(name=name))
        UserProfile.objects.create(user=user, preferred_language=language)
        client.force_login(user)
        return user

    return as_member
