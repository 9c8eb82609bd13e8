"""A moderator, an editor who may not publish, and a contributor of one category."""

import pytest
from django.contrib.auth.models import Group
from wagtail.users.models import UserProfile

from courses.setup import allow_in_admin, allow_on_page
from tests.courses.factories import UserFactory


@pytest.fixture
def account(home):
    def account(name, rights, place=home):
        user = UserFactory(username=name)
        UserProfile.objects.create(user=user, preferred_language="en")
        group = Group.objects.create(name=name)
        allow_in_admin(group)
        for right in rights:
            allow_on_page(group, place, right)
        user.groups.add(group)
        return user

    return account


@pytest.fixture
def moderator(account):
    return account("moderator", ["add", "change", "publish"])


@pytest.fixture
def editor(account):
    return account("editor", ["add", "change"])


@pytest.fixture
def contributor(account, category):
    return account("kontributor", ["add"], category)


@pytest.fixture
def act(client, moderator):
    """Send one of the actions for some pages; return what the account is told."""

    def act(action, pages, facts=None, user=moderator):
        client.force_login(user)
        ids = "&".join(f"id={page.pk}" for page in pages)
        url = f"/admin/bulk/wagtailcore/page/{action}/?{ids}&next=/admin/"
        if facts is None:
            return client.get(url)
        return client.post(url, facts, follow=True)

    return act
