import pytest
from django.contrib.staticfiles import finders
from PIL import Image
from wagtail.models import Site

from home.models import SiteSettings
from prakerja_cms.manifest import short

pytestmark = pytest.mark.django_db


@pytest.fixture
def manifest(client):
    return lambda: client.get("/manifest.webmanifest").json()


def test_it_bears_the_name_that_the_site_was_given(manifest):
    SiteSettings.objects.update_or_create(
        site=Site.objects.get(), defaults={"site_name": "Belajar Bersama Kupang"}
    )
    assert manifest()["name"] == "Belajar Bersama Kupang"
    assert manifest()["short_name"] == "Belajar"


def test_a_long_word_is_cut_below_an_icon():
    assert short("Pembelajaranterbuka") == "Pembelajaran"


def test_it_stands_for_the_whole_site(manifest):
    found = manifest()
    assert (found["id"], found["scope"], found["start_url"]) == ("/", "/", "/")
    assert (found["lang"], found["dir"]) == ("id", "ltr")


def test_its_pictures_are_there_in_the_sizes_told(manifest):
    pictures = [one for one in manifest()["icons"] if one["type"] == "image/png"]
    assert {one["purpose"] for one in pictures} == {"any", "maskable"}
    for one in pictures:
        path = finders.find(one["src"].removeprefix("/static/"))
        with Image.open(path) as picture:
            assert "x".join(map(str, picture.size)) == one["sizes"]


def test_its_shortcuts_lead_to_pages(manifest, client):
    for one in manifest()["shortcuts"]:
        assert client.get(one["url"]).status_code == 200


def test_a_host_without_a_site_has_one_too(manifest):
    Site.objects.all().delete()
    assert manifest()["name"]
