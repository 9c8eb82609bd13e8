"""Contributors in public: the list and a page each."""

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from courses import views

from .factories import (
    ContributorFactory,
    ContributorLinkFactory,
    CourseFactory,
    CreditFactory,
)

pytestmark = pytest.mark.django_db


def credited(contributor, **course):
    course = CourseFactory(**course)
    CreditFactory(page=course, contributor=contributor)
    return course


def test_the_list_counts_public_courses(client, home):
    ani = ContributorFactory(name="Ani")
    course = credited(ani)
    CreditFactory(page=course, contributor=ani, role="editor")
    credited(ani, draft=True)
    found = client.get("/kontributor/").context["page_of_contributors"]
    assert [(c.name, c.courses) for c in found] == [("Ani", 1)]


def test_a_contributor_has_a_page_with_their_courses(client, home):
    ani = ContributorFactory(name="Ani", website="https://ani.example/")
    ContributorLinkFactory(contributor=ani)
    course = credited(ani)
    page = client.get("/kontributor/ani/").content.decode()
    for text in (ani.bio, "https://ani.example/", "Instagram", course.url):
        assert text in page


def test_a_course_with_two_credits_is_listed_once(client, home):
    ani = ContributorFactory(name="Ani")
    CreditFactory(page=credited(ani), contributor=ani, role="editor")
    assert client.get("/kontributor/ani/").context["listing"].total == 1


def is_public(client, contributor):
    named = contributor.name in client.get("/kontributor/").content.decode()
    answers = client.get(contributor.get_absolute_url()).status_code == 200
    assert named == answers
    return named


def test_drafts_are_not_listed(client, home):
    ani = ContributorFactory(name="Ani")
    credited(ani)
    credited(ani, draft=True)
    assert client.get("/kontributor/ani/").context["listing"].total == 1


def test_who_gave_no_public_course_is_not_public(client, home, settings):
    settings.PAGE_CACHE_ENABLED = False
    ani = ContributorFactory(name="Ani")
    assert not is_public(client, ani)
    credited(ani, draft=True)
    assert not is_public(client, ani)
    hidden = credited(ani)
    restriction = PageViewRestriction.objects.create(page=hidden)
    assert not is_public(client, ani)
    restriction.delete()
    assert is_public(client, ani)


def test_who_does_not_want_to_be_listed_has_no_page(client, home):
    ani = ContributorFactory(name="Ani", listed=False)
    credited(ani)
    assert not is_public(client, ani)


def test_a_long_list_comes_in_pages(client, home, monkeypatch):
    monkeypatch.setattr(views, "CONTRIBUTORS_PAGE_SIZE", 1)
    for contributor in ContributorFactory.create_batch(2):
        credited(contributor)
    assert 'href="?page=2"' in client.get("/kontributor/").content.decode()


def test_an_empty_list_says_so(client, home):
    assert "Nobody is listed yet" in client.get("/en/kontributor/").content.decode()


def test_their_address_follows_the_language(client, home):
    credited(ContributorFactory(name="Ani"))
    assert reverse("prakerja_courses:contributor", args=["ani"]) == "/kontributor/ani/"
    assert '"/en/kontributor/ani/"' in client.get("/en/kontributor/").content.decode()
