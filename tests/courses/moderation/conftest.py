import uuid

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.users.models import UserProfile

from courses import setup
from courses.models import CategoryPage, Submission
from tests.beginnings import begins_with

from ..conftest import build_tree
from ..factories import CourseFactory, UserFactory, default_home


@pytest.fixture(autouse=True)
@begins_with(default_home, build_tree, setup.ensure_workflow)
def tree(home):
    return home


def member(name, group, **fields):
    user = UserFactory(username=name, **fields)
    user.groups.add(Group.objects.get(name=group))
    UserProfile.objects.create(user=user, preferred_language="en")
    return user


@pytest.fixture
def category(tree):
    return CategoryPage.objects.get(slug="pengembangan-diri")


@pytest.fixture
def author(tree):
    return member("ibu_sri", "Kontributor Pengembangan Diri", first_name="Sri")


@pytest.fixture
def moderator(tree):
    return member("pak_budi", "Moderators")


@pytest.fixture
def colleague(tree):
    return member("ibu_rina", "Moderators")


@pytest.fixture
def course(category, author):
    """Handed in by its author and waiting."""
    return hand_in(CourseFactory(parent=category, draft=True, owner=author), author)


def hand_in(page, author=None):
    page.save_revision(user=author)
    page.get_workflow().start(page, author)
    page.refresh_from_db()
    return page


def handed_in_without_account(category, **facts):
    """A confirmed submission whose page waits."""
    page = hand_in(CourseFactory(parent=category, draft=True, **facts))
    return Submission.objects.create(
        shape="article",
        state="received",
        title=page.title,
        answers={},
        sender_name="Bu Tutik",
        sender_email="tutik@contoh.example",
        page=page,
        form_id=uuid.uuid4(),
        confirmed_at=timezone.now(),
    )
