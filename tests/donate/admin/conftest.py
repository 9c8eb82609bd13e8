"""People at the treasurer's screens, who read them in English."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.utils.translation import override
from wagtail.users.models import UserProfile

from donate.setup import ensure_accounts, ensure_approvers, ensure_treasurers
from tests.beginnings import begins_with
from tests.donate import factories


def build_office():
    ensure_accounts()
    ensure_treasurers()
    ensure_approvers()


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


@pytest.fixture
@begins_with(build_office)
def sign_in(client, db):
    def sign_in(name, **fields):
        person = factories.user(name, **fields)
        UserProfile.objects.create(user=person, preferred_language="en")
        client.force_login(person)
        return person

    return sign_in


@pytest.fixture
def treasurer(sign_in):
    person = sign_in("bendahara")
    person.groups.add(Group.objects.get(name="Treasurers"))
    return person


@pytest.fixture
def editor(sign_in):
    person = sign_in("penyunting")
    person.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return person


@pytest.fixture
def superuser(sign_in):
    return sign_in("admin", is_superuser=True, is_staff=True)
