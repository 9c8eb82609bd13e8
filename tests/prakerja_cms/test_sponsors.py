"""Where on this site advertisements stand."""

import pytest

from donate.models import SponsorSlot
from home.setup import setup_site
from tests.beginnings import begins_with
from tests.donate.sponsors import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
@begins_with(setup_site)
def site(db):
    """The site as it is set up."""


def has_one(client, path):
    response = client.get(path)
    assert not response.cookies
    return 'class="pk-sponsor"' in response.content.decode()


@pytest.mark.parametrize(
    ("place", "path"),
    [
        ("home", "/"),
        ("catalogue", "/kursus/"),
        ("catalogue", "/kursus/bisnis-digital/"),
        ("schedule", "/jadwal/"),
        ("home", "/en/"),
    ],
)
def test_each_place_shows_its_own(client, place, path):
    factories.slot(place)
    assert has_one(client, path)


@pytest.mark.parametrize("path", ["/", "/kursus/", "/jadwal/"])
def test_an_empty_place_is_left_out(client, path):
    assert not has_one(client, path)


def test_pages_for_giving_handing_in_and_errors_show_none(client):
    for place in SponsorSlot.Place.values:
        factories.slot(place)
    for path in ("/donasi/", "/kontribusi/", "/tidak-ada/", "/cari/"):
        assert not has_one(client, path)


def test_search_engines_are_told_not_to_follow(client):
    assert "Disallow: /iklan/" in client.get("/robots.txt").content.decode()
