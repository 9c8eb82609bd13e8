import csv
import io

import pytest
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile

from courses import setup
from courses.models import CategoryPage

from ..factories import UserFactory


@pytest.fixture
def tree(home):
    setup.ensure_catalogue(home)
    setup.ensure_editors()
    setup.ensure_contributor_groups()


@pytest.fixture
def sales(tree):
    return CategoryPage.objects.get(slug="bisnis-digital")


@pytest.fixture
def growth(tree):
    return CategoryPage.objects.get(slug="pengembangan-diri")


@pytest.fixture
def sign_in(client, tree):
    def as_member(name):
        user = UserFactory()
        user.groups.add(Group.objects.get(name=name))
        UserProfile.objects.create(user=user, preferred_language="en")
        client.force_login(user)
        return user

    return as_member


@pytest.fixture
def editor(sign_in):
    return sign_in("Editors")


@pytest.fixture
def csv_rows(client):
    """Call with an address; the rows of the file below their heading."""

    def rows(url):
        file = b"".join(client.get(url + "?export=csv").streaming_content).decode()
        return list(csv.DictReader(io.StringIO(file)))

    return rows
