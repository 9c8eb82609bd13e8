"""Searches that found nothing: what is counted, and what never is."""

import datetime as dt

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from home.models import SiteSettings
from prakerja_cms.models import PublicGeneration
from search import misses
from search.models import MissedSearch, UnreadSearch
from tests.courses.factories import CourseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pages(category, site, settings):
    settings.PAGE_CACHE_ENABLED = False
    SiteSettings.for_site(site)
    CourseFactory(parent=category, title="Menenun ulos")


@pytest.fixture(autouse=True)
def one_network_is_enough(request, monkeypatch):
    """Except where it is told that it is not."""
    if "networks" not in request.fixturenames:
        monkeypatch.setattr(misses, "ENOUGH", 1)


@pytest.fixture
def networks():
    """Visitors of so many networks as are asked for."""
    return [f"203.0.{number}.7" for number in range(9)]


def look_for(client, words, **more):
    return client.get("/cari/", {"q": words}, **more)


def counted():
    return dict(MissedSearch.objects.values_list("phrase", "times"))


def a_minute_later():
    cache.clear()


def test_a_search_without_result_is_counted_for_its_day(client):
    look_for(client, "las listrik")
    (missed,) = MissedSearch.objects.all()
    assert (missed.day, missed.phrase) == (timezone.localdate(), "las listrik")
    assert missed.times == 1


def test_a_search_with_results_is_not(client):
    look_for(client, "ulos")
    assert counted() == {}


def test_no_words_are_no_search(client):
    for nothing in ("", " ", "!?", "x"):
        look_for(client, nothing)
    assert counted() == {}


@pytest.mark.parametrize(
    ("typed", "phrase"),
    [
        ("  LAS\tListrik ", "las listrik"),
        ("“Las-listrik!”", "las listrik"),
        ("Ｅｘｃｅｌ ２０１９", "excel 2019"),
        ("<script>alert(1)</script>", "script alert 1 script"),
        ("تعلم", "تعلم"),
    ],
)
def test_one_phrase_is_one_however_it_is_written(typed, phrase):
    assert misses.phrase_of(typed) == phrase


def test_a_phrase_is_cut_short():
    assert misses.phrase_of("kata " * 30) == ("kata " * 12).strip()


@pytest.mark.parametrize(
    "typed",
    [
        "budi@contoh.example",
        "surat untuk budi＠contoh.example",
        "@budi.santoso",
        "0812 3456 7890",
        "hubungi +62-812-3456",
        "(021) 555 12",
        "nik 3174012345678901",
        "nomor ٠٨١٢٣٤٥٦",
        "https://contoh.example/?kunci=rahasia",
    ],
)
def test_what_may_lead_to_a_person_is_left_out(client, typed):
    look_for(client, typed)
    assert counted() == {}


@pytest.mark.parametrize(
    "typed", ["excel 2019", "cpns 2026", "k3 umum", "html 5 css 3"]
)
def test_years_and_versions_are_no_telephone_numbers(typed):
    assert misses.phrase_of(typed) == typed


def test_a_phrase_counts_once_a_minute(client):
    for number in range(3):
        look_for(client, "las", HTTP_X_NUMBER=str(number))
    assert counted() == {"las": 1}
    a_minute_later()
    look_for(client, "las")
    assert counted() == {"las": 2}


def test_the_same_phrase_on_another_day_is_a_row_of_its_own(client):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    MissedSearch.objects.create(day=yesterday, phrase="las")
    look_for(client, "las")
    assert MissedSearch.objects.filter(phrase="las", times=1).count() == 2


def test_editors_and_machines_that_only_ask_for_headers_are_not_counted(client):
    client.head("/cari/", {"q": "las"})
    client.cookies[django_settings.SESSION_COOKIE_NAME] = "ada"
    look_for(client, "las")
    assert counted() == {}


def test_a_day_takes_so_many_phrases_and_no_more(client, monkeypatch):
    monkeypatch.setattr(misses, "MOST_A_DAY", 2)
    for word in ("las", "ukir", "anyam"):
        look_for(client, word)
    assert counted() == {"las": 1, "ukir": 1}


def test_a_full_day_still_counts_what_it_knows(client, monkeypatch):
    monkeypatch.setattr(misses, "MOST_A_DAY", 1)
    look_for(client, "las")
    a_minute_later()
    look_for(client, "las")
    assert counted() == {"las": 2}


def test_one_network_cannot_take_the_whole_day(client, monkeypatch):
    monkeypatch.setattr(misses, "MOST_OF_A_NETWORK", 2)
    for word in ("las", "ukir", "anyam"):
        look_for(client, word, REMOTE_ADDR="203.0.113.7")
    look_for(client, "gitar", REMOTE_ADDR="203.0.113.99")
    look_for(client, "drum", REMOTE_ADDR="198.51.100.1")
    assert counted().keys() == {"las", "ukir", "drum"}


def test_a_flood_writes_nothing_once_the_day_is_full(client, monkeypatch):
    monkeypatch.setattr(misses, "MOST_A_DAY", 0)
    look_for(client, "hujan")
    with CaptureQueriesContext(connection) as spent:
        look_for(client, "banjir")
    writes = ("INSERT", "UPDATE", "DELETE", "BEGIN", "SAVEPOINT")
    assert not [q["sql"] for q in spent if q["sql"].startswith(writes)]


def test_a_search_without_result_stays_within_its_budget(client):
    look_for(client, "hangat")
    with CaptureQueriesContext(connection) as spent:
        look_for(client, "las")
    assert counted()["las"] == 1
    assert len(spent) <= 20


@pytest.mark.django_db(transaction=True)
def test_kept_answers_stay_valid_and_are_not_counted_again(settings):
    settings.PAGE_CACHE_ENABLED = True
    before = PublicGeneration.current()
    for _visitor in range(3):
        look_for(Client(), "las")
        cache.clear()
    assert counted() == {"las": 1}
    assert PublicGeneration.current() == before
    MissedSearch.objects.update(day=dt.date(2026, 1, 1))
    misses.forget_misses()
    assert (counted(), PublicGeneration.current()) == ({}, before)


def test_a_database_that_does_not_take_it_breaks_no_answer(client, monkeypatch, caplog):
    def refuse(phrase, network):
        raise DatabaseError

    monkeypatch.setattr(misses, "remember", refuse)
    assert look_for(client, "rahasia").status_code == 200
    assert "could not be counted" in caplog.text
    assert "rahasia" not in caplog.text


def test_nothing_tells_who_searched(client):
    look_for(client, "las", REMOTE_ADDR="203.0.113.7")
    fields = {field.name for field in MissedSearch._meta.get_fields()}
    assert fields == {"id", "day", "phrase", "times"}


def test_after_ninety_days_all_is_forgotten():
    today = timezone.localdate()
    for days in (0, 90, 91):
        day = today - dt.timedelta(days=days)
        MissedSearch.objects.create(day=day, phrase=f"{days} hari")
    misses.forget_misses()
    assert counted().keys() == {"0 hari", "90 hari"}


def test_what_one_person_looks_for_is_kept_in_no_words(client, networks):
    for _day in range(5):
        look_for(client, "sakit kulit budi santoso", REMOTE_ADDR=networks[0])
        a_minute_later()
    assert counted() == {}
    kept = str(list(UnreadSearch.objects.values()))
    assert "budi" not in kept
    assert networks[0] not in kept


def test_what_several_networks_look_for_is_told(client, networks):
    for network in networks[: misses.ENOUGH]:
        assert counted() == {}
        look_for(client, "las listrik", REMOTE_ADDR=network)
        a_minute_later()
    assert counted() == {"las listrik": 1}
    look_for(client, "las listrik", REMOTE_ADDR=networks[-1])
    assert counted() == {"las listrik": 2}


def test_what_was_told_before_is_told_again_at_once(client, networks):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    MissedSearch.objects.create(day=yesterday, phrase="las")
    look_for(client, "las", REMOTE_ADDR=networks[0])
    assert MissedSearch.objects.filter(phrase="las").count() == 2


def test_what_nobody_could_read_is_forgotten_as_well(client, networks):
    look_for(client, "las", REMOTE_ADDR=networks[0])
    UnreadSearch.objects.update(day=dt.date(2026, 1, 1))
    misses.forget_misses()
    assert not UnreadSearch.objects.exists()
