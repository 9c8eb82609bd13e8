"""Contributors in public: the list and a page each."""

import pytest
from django.urls import reverse

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
    ContributorFactory(name="Budi")
    found = client.get("/kontributor/").context["page_of_contributors"]
    assert [(c.name, c.courses) for c in found] == [("Ani", 1), ("Budi", 0)]


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


def test_drafts_are_not_listed(client, home):
    credited(ContributorFactory(name="Ani"), draft=True)
    assert client.get("/kontributor/ani/").context["listing"].total == 0


def test_who_does_not_want_to_be_listed_has_no_page(client, home):
    ContributorFactory(name="Ani", listed=False)
    assert "Ani" not in client.get("/kontributor/").content.decode()
    assert client.get("/kontributor/ani/").status_code == 404


def test_a_long_list_comes_in_pages(client, home, monkeypatch):
    monkeypatch.setattr(views, "CONTRIBUTORS_PAGE_SIZE", 1)
    ContributorFactory.create_batch(2)
    assert 'href="?page=2"' in client.get("/kontributor/").content.decode()


def test_an_empty_list_says_so(client, home):
    assert "Nobody is listed yet" in client.get("/en/kontributor/").content.decode()


def test_their_address_follows_the_language(client, home):
    ContributorFactory(name="Ani")
    assert reverse("prakerja_courses:contributor", args=["ani"]) == "/kontributor/ani/"
    assert '"/en/kontributor/ani/"' in client.get("/en/kontributor/").content.decode()
