"""Which advertisement stands where, and when."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.template import Context, Template
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from donate.models import SponsorSlot
from donate.models.sponsors import validate_link
from donate.sponsors.showing import Shown, picture_of, shown_on, today, turn

from . import factories

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)
TEMPLATE = Template('{% load prakerja_sponsors %}{% sponsor_slot "home" %}')


def html(generation=None, **headers):
    request = RequestFactory().get("/", headers=headers)
    if generation is not None:
        request.public_generation = generation
    return TEMPLATE.render(Context({"request": request})).strip()


def some(count):
    ad = partial(Shown, place="home", sponsor="T", text="T", link="", picture=None)
    return [ad(number) for number in range(count)]


def test_an_empty_place_shows_nothing_at_all():
    factories.slot("catalogue")
    assert html() == ""


def test_the_label_is_in_words_and_the_link_goes_through_the_site():
    slot = factories.slot()
    page = html()
    assert '<aside class="pk-sponsor" aria-label="Iklan"' in page
    assert "Iklan · Toko Maju" in page
    assert f'href="/iklan/{slot.pk}/" rel="sponsored noopener nofollow"' in page
    assert "toko.example" not in page


def test_words_of_a_sponsor_are_never_markup():
    factories.slot(text="<script>alert(1)</script>")
    assert "<script>alert" not in html()


@pytest.mark.parametrize(
    ("begins", "ends", "shown"), [(0, 0, True), (-3, -1, False), (1, 3, False)]
)
def test_it_runs_from_its_first_day_to_the_end_of_its_last(begins, ends, shown):
    factories.slot(begins=begins, ends=ends)
    assert bool(html()) is shown


def test_midnight_is_that_of_jakarta(monkeypatch):
    slot = factories.slot()
    before, after = (
        datetime(2026, 5, 12, 16, 59, tzinfo=UTC),
        datetime(2026, 5, 12, 17, 0, tzinfo=UTC),
    )
    days = []
    for moment in (before, after):
        monkeypatch.setattr("django.utils.timezone.now", lambda m=moment: m)
        days.append(today())
    assert days[1] - days[0] == timedelta(days=1)
    assert not slot.runs_on(days[0])


def test_a_paused_one_is_not_shown():
    factories.slot(active=False)
    assert html() == ""


def test_a_preview_of_a_page_shows_none():
    factories.slot()
    request = RequestFactory().get("/")
    request.is_preview = True
    assert TEMPLATE.render(Context({"request": request})).strip() == ""


def test_several_take_turns_of_equal_length_in_every_hour():
    minutes = [turn(some(3), NOON + timedelta(minutes=n)).pk for n in range(60)]
    assert {minutes.count(pk) for pk in range(3)} == {20}
    assert minutes[0] == minutes[4] != minutes[5]


def test_one_state_of_the_site_asks_the_database_once():
    factories.slot()
    html(generation=7)
    with CaptureQueriesContext(connection) as queries:
        assert html(generation=7)
    assert len(queries) == 0


def test_no_advertisement_at_all_costs_no_query_either():
    html(generation=8)
    with CaptureQueriesContext(connection) as queries:
        assert html(generation=8) == ""
    assert len(queries) == 0


def test_a_host_without_generations_pays_one_query():
    factories.slot()
    with CaptureQueriesContext(connection) as queries:
        assert html()
    assert len(queries) == 1


def test_a_picture_is_a_light_webp_with_the_text_as_its_words():
    factories.slot(image=factories.picture())
    page = html()
    assert 'width="640" height="320" alt="Beras murah di Toko Maju"' in page
    assert ".webp" in page


@pytest.mark.parametrize("headers", [{"Save-Data": "on"}])
def test_who_saves_data_gets_the_words_without_the_picture(headers):
    factories.slot(image=factories.picture())
    page = html(**headers)
    assert "<img" not in page
    assert "Beras murah" in page


def test_a_picture_that_stays_too_heavy_is_none(keys):
    keys(SPONSOR_IMAGE_BYTES=2_000)
    assert picture_of(factories.picture(noise=True)) is None


def test_a_picture_whose_file_is_gone_leaves_the_text():
    image = factories.picture()
    image.file.storage.delete(image.file.name)
    factories.slot(image=image)
    assert shown_on(today())[0].picture is None


def test_views_of_people_who_are_signed_in_are_not_asked_for():
    factories.slot()
    request = RequestFactory().get("/")
    request.COOKIES["sessionid"] = "x"
    page = TEMPLATE.render(Context({"request": request}))
    assert "Iklan" in page
    assert "data-sponsor-seen" not in page
    assert "<script" not in page


@pytest.mark.parametrize(
    "link",
    [
        "http://toko.example/",
        "javascript:alert(1)",
        "//toko.example/",
        "https://bank.example@jahat.example/",
        "https://toko.example/\nSet-Cookie: a=b",
        "https:///x",
    ],
)
def test_a_link_that_is_no_plain_https_address_is_refused(link):
    with pytest.raises(ValidationError):
        validate_link(link)


def test_the_database_refuses_an_end_before_the_beginning():
    with pytest.raises(IntegrityError):
        factories.slot(begins=1, ends=0)


def test_beside_stands_what_shares_the_place_for_a_day():
    slot = factories.slot()
    other = factories.slot(begins=1, ends=5)
    factories.slot(begins=2, ends=5)
    factories.slot("schedule")
    factories.slot(active=False)
    assert list(SponsorSlot.objects.beside(slot)) == [other]
