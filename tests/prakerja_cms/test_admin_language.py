"""The admin speaks Indonesian: its screens are walked and their English is listed."""

from typing import NamedTuple

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from wagtail.admin.views.bulk_action.registry import bulk_action_registry as registry
from wagtail.models import Page
from wagtail.users.models import UserProfile
from wagtail_factories import DocumentFactory

from courses.models import CategoryPage, CoursePage
from tests.courses.factories import CourseFactory, ProblemReportFactory
from tests.courses.moderation.conftest import hand_in, handed_in_without_account
from tests.home.demo import build_demo

from .crawling import walk
from .english import (
    data,
    is_english,
    messages_of_others,
    own_messages,
    patterns,
    still_english,
)

# Those who may do least come first: each screen is read as most people see it.
PEOPLE = ("kontributor", "bendahara", "editor", "admin")
SEEN_BY_EACH = {
    "wagtailadmin_home",
    "wagtailadmin_explore",
    "wagtailadmin_pages:edit",
    "wagtaildocs:index",
    "wagtailimages:index",
}
ON_A_PAGE = ("", "edit", "history", "delete", "copy", "move", "usage", "unpublish")
# Names of programs; and words that Wagtail shows only to whoever runs the server and
# keeps out of its catalogues.
ALLOWED = {
    "IG Live",
    "YouTube Live",
    "2 locales",
    "Locale",
    "Locales",
    "Simple translation",
    "Site name",
    "Task type",
}


MUST_BE_SEEN = {
    "prakerja_courses_desk",
    "prakerja_courses_review",
    "prakerja_donate_entries:add",
    "prakerja_donate_entries:index",
    "wagtailadmin_account",
    "wagtailadmin_home",
    "wagtailadmin_pages:add",
    "wagtailadmin_pages:edit",
    "wagtailadmin_pages:history",
    "wagtailadmin_pages:revisions_compare",
    "wagtaildocs:edit",
    "wagtailimages:edit",
    "wagtailsettings:edit",
}


pytestmark = pytest.mark.nodatabase


class Screens(NamedTuple):
    """Addresses by kind of screen, and English texts with where they stand."""

    walked: dict
    foreign: dict
    own: dict


@pytest.fixture(scope="module")
def screens(beginnings, django_db_blocker):
    """Walk the demo in a transaction that the last test leaves behind."""
    entered = beginnings.entered((build_demo,), is_copy=False)
    with django_db_blocker.unblock(), entered, transaction.atomic():
        give_work()
        yield walk_all(Screens({}, {}, {}))
        transaction.set_rollback(True)


def give_work():
    """Something that waits at the desk and in the queues, and a few more rows."""
    author = get_user_model().objects.get(username="kontributor")
    category = CategoryPage.objects.get(
        slug="pengembangan-diri", locale__language_code="id"
    )
    hand_in(CourseFactory(parent=category, draft=True, owner=author), author)
    handed_in_without_account(category)
    ProblemReportFactory(page=CourseFactory(parent=category))
    DocumentFactory(title="Lembar kerja", file__filename="lembar.pdf")
    for course in CoursePage.objects.filter(locale__language_code="id"):
        course.save_revision(clean=False)


def walk_all(screens):
    known, own = data(), patterns(own_messages())
    for username in PEOPLE:
        seen = {kind for kind in screens.walked if kind[0] not in SEEN_BY_EACH}
        for kind, address, texts in walk(signed_in(username), addresses(), seen):
            screens.walked[kind] = address
            for text in filter(is_english, texts - ALLOWED):
                sort(text, address, screens, known, own)
    return screens


def sort(text, address, screens, known, own):
    if not still_english(text, known):
        return
    ours = not (still_english(text, known, own) and still_english(text, own, known))
    (screens.own if ours else screens.foreign).setdefault(text, address)


def signed_in(username):
    user = get_user_model().objects.get(username=username)
    UserProfile.objects.update_or_create(
        user=user, defaults={"preferred_language": "id"}
    )
    client = Client()
    client.force_login(user)
    return client


def addresses():
    """Where a walk begins: home, and everything that can be done with a page."""
    yield "/admin/"
    pages = Page.objects.filter(locale__language_code="id").order_by("-path")
    one_of_each = {page.specific_class: page for page in pages}
    for page in one_of_each.values():
        for screen in ON_A_PAGE:
            yield f"/admin/pages/{page.pk}/{screen}/".replace("//", "/")
    course = CoursePage.objects.filter(locale__language_code="id").first()
    for action in registry.get_bulk_actions_for_model("wagtailcore", "page"):
        path = f"/admin/bulk/wagtailcore/page/{action.action_type}/"
        yield f"{path}?id={course.pk}&next=/admin/"


def listed(texts):
    return "\n".join(f"{text} ({address})" for text, address in sorted(texts.items()))


def test_the_walk_comes_to_every_part_of_the_admin(screens):
    walked = {kind[0] for kind in screens.walked}
    assert len(walked) > 100
    assert MUST_BE_SEEN - walked == set()


def test_nothing_on_the_screens_is_english(screens):
    assert not screens.foreign, listed(screens.foreign)


def test_our_own_words_on_the_screens_are_translated(screens):
    assert not screens.own, listed(screens.own)


def test_every_message_of_the_apps_the_admin_is_made_of_is_translated():
    missing = {
        f"{message.app}: {message.text}"
        for message in messages_of_others()
        if is_english(message.text) and not message.is_translated
    }
    assert sorted(missing) == []
