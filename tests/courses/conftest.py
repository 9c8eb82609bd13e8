import pytest
from django.contrib.auth.models import Group
from wagtail.models import Site
from wagtail.users.models import UserProfile

from courses import setup
from courses.models import CatalogueIndexPage, CategoryPage
from home.models import HomePage
from tests.beginnings import begins_with

from .factories import CategoryFactory, UserFactory, default_catalogue, default_home


def build_category():
    CategoryFactory(parent=default_catalogue(), title="Bisnis Digital", colour="laut")


def build_tree():
    setup.ensure_catalogue(default_home())
    setup.ensure_editors()
    setup.ensure_contributor_groups()


@pytest.fixture
@begins_with(default_home)
def home(db):
    """The home page, root of the default site ``testserver``."""
    return HomePage.objects.get()


@pytest.fixture
def site(home):
    return Site.objects.get(is_default_site=True)


@pytest.fixture
@begins_with(default_home, default_catalogue)
def catalogue(home):
    """The catalogue at /kursus/."""
    return CatalogueIndexPage.objects.get()


@pytest.fixture
@begins_with(default_home, default_catalogue, build_category)
def category(catalogue):
    """The category at /kursus/bisnis-digital/."""
    return CategoryPage.objects.get(slug="bisnis-digital")


@pytest.fixture
@begins_with(default_home, build_tree)
def tree(home):
    """The catalogue as it is set up: categories, and groups for who works in them."""
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
