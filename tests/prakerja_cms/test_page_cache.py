import threading

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from courses.catalogue import filing
from courses.models import CatalogueEntry
from donate.models import Book, Donation
from home.models import HomePage, SiteSettings, StandardPage
from prakerja_cms.models import PublicGeneration
from prakerja_cms.page_cache import is_public
from tests.courses.factories import CourseFactory
from tests.donate import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page():
    root = Site.objects.get().root_page
    home = root.add_child(instance=HomePage(title="Beranda", slug="beranda"))
    Site.objects.update(root_page=home)
    SiteSettings.for_site(Site.objects.get())
    return home.add_child(instance=StandardPage(title="Tentang", slug="tentang"))


def queries_of(client, path, **headers):
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(path, headers=headers)
    return answer, len(queries)


def test_a_second_visitor_costs_one_query(client, page):
    client.get(page.url)
    answer, queries = queries_of(Client(), page.url)
    assert answer.status_code == 200
    assert queries == 1


def test_a_publish_is_seen_in_the_next_answer(client, page):
    client.get(page.url)
    page.title = "Tentang kami"
    page.save_revision().publish()
    assert "Tentang kami" in client.get(page.url).content.decode()


def test_an_unpublish_is_seen_in_the_next_answer(client, page):
    client.get(page.url)
    page.unpublish()
    assert client.get(page.url).status_code == 404


def test_a_publish_by_another_process_is_seen_in_the_next_answer(client, page):
    client.get(page.url)
    other = threading.Thread(target=publish_elsewhere, args=[page.pk])
    other.start()
    other.join()
    assert "Dari proses lain" in client.get(page.url).content.decode()


def publish_elsewhere(pk):
    page = StandardPage.objects.get(pk=pk)
    page.title = "Dari proses lain"
    page.save_revision().publish()
    connection.close()


def test_a_rolled_back_change_keeps_the_generation(page):
    before = PublicGeneration.current()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        page.save()
        raise ZeroDivisionError
    assert PublicGeneration.current() == before


def test_saving_a_draft_keeps_the_generation(page):
    page.save_revision().publish()
    page.refresh_from_db()
    before = PublicGeneration.current()
    page.title = "Tentang, belum selesai"
    page.save_revision()
    assert PublicGeneration.current() == before


def test_many_changes_in_one_commit_count_once(page):
    before = PublicGeneration.current()
    with transaction.atomic():
        page.save()
        page.save()
    assert PublicGeneration.current() == before + 1


def test_a_visitor_with_a_session_is_never_answered_from_the_cache(
    client, page, admin_user
):
    client.get(page.url)
    client.force_login(admin_user)
    answer = client.get(page.url)
    assert answer["Cache-Control"] == "private, no-store"


def test_a_public_view_is_private_to_a_visitor_with_a_session(client, page, admin_user):
    assert "public" in client.get("/offline/")["Cache-Control"]
    client.force_login(admin_user)
    assert client.get("/offline/")["Cache-Control"] == "private, no-store"


def test_an_unchanged_page_is_answered_with_304(client, page):
    etag = client.get(page.url)["ETag"]
    answer, queries = queries_of(client, page.url, **{"if-none-match": etag})
    assert answer.status_code == 304
    assert queries == 1


def test_compressed_and_plain_answers_are_kept_apart(client, page):
    client.get(page.url, headers={"accept-encoding": "gzip"})
    assert not client.get(page.url).has_header("Content-Encoding")


def test_an_answer_that_sets_a_cookie_is_not_kept(client, page):
    answer = HttpResponse("")
    assert is_public(answer)
    answer.set_cookie("csrftoken", "x")
    assert not is_public(answer)


def test_a_public_page_sets_no_cookie_and_varies_on_no_visitor(client, page):
    answer = client.get(page.url, headers={"accept-encoding": "gzip"})
    assert not answer.cookies
    assert answer["Vary"] == "Save-Data, Accept-Encoding"


def test_a_renamed_host_is_seen_in_the_next_answer(client, page):
    client.get(page.url)
    Site.objects.get().delete()
    assert client.get(page.url).status_code == 404


def test_a_site_renamed_by_another_process_is_seen_in_the_next_answer(client, page):
    assert "http://localhost/tentang/" in sitemap(client)
    # Not through save(), which would tell this process.
    Site.objects.update(hostname="baru.example")
    PublicGeneration.raise_number()
    assert "http://baru.example/tentang/" in sitemap(client)


def sitemap(client):
    return client.get("/sitemap.xml").content.decode()


def test_a_detour_is_not_answered_with_the_page_it_seems_to_lead_to(client, page):
    assert client.get(page.url).status_code == 200
    assert client.get(f"/x/..{page.url}").status_code == 404


def test_any_data_saver_is_the_same_data_saver(client, page):
    client.get(page.url, headers={"save-data": "on"})
    assert queries_of(client, page.url, **{"save-data": "On"})[1] == 1


def test_without_the_page_cache_a_site_is_still_looked_up_once(client, page, settings):
    settings.PAGE_CACHE_ENABLED = False
    client.get(page.url)
    with CaptureQueriesContext(connection) as queries:
        client.get(page.url)
    assert not [q for q in queries if 'FROM "wagtailcore_site"' in q["sql"]]


def test_an_answer_too_large_to_keep_is_given_but_not_kept():
    assert is_public(HttpResponse(b"x" * 100_000))
    assert not is_public(HttpResponse(b"x" * 100_001))


def test_a_gift_on_its_way_empties_nothing_and_its_entry_does(page):
    Book.objects.get_or_create(name="test")
    before = PublicGeneration.current()
    Donation.objects.create(
        book_id="test", amount_minor=5_000_000, currency="IDR", method="stripe"
    )
    assert PublicGeneration.current() == before
    factories.entry(book="test")
    assert PublicGeneration.current() > before


def test_an_odd_encoding_does_not_cost_others_their_compression(client, page):
    client.get(page.url, headers={"Accept-Encoding": "xgzip1"})
    answer = client.get(page.url, headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"


def test_an_odd_wish_to_save_is_granted_to_nobody_else(client, page):
    whole = client.get(page.url).content
    caches["pages"].clear()
    assert client.get(page.url, headers={"Save-Data": "on\xa0"}).content != whole
    assert client.get(page.url).content == whole


def test_filing_a_course_after_its_commit_counts_once_more():
    CourseFactory()
    CatalogueEntry.objects.all().delete()
    before = PublicGeneration.current()
    filing.file_some()
    assert PublicGeneration.current() == before + 1
    filing.file_all()
    assert PublicGeneration.current() == before + 1


def test_a_kept_answer_does_not_tell_what_another_may_still_ask(client, page):
    first = client.get("/api/v1/", REMOTE_ADDR="203.0.113.7")
    assert '"burst";r=599' in first["RateLimit"]
    kept, queries = queries_of(Client(), "/api/v1/")
    assert queries == 1
    assert kept.content == first.content
    assert "RateLimit" not in kept
    assert kept["RateLimit-Policy"] == first["RateLimit-Policy"]


def test_a_kept_answer_of_the_api_is_unchanged_for_any_website(client, page):
    etag = client.get("/api/v1/")["ETag"]
    answer, queries = queries_of(client, "/api/v1/", **{"if-none-match": etag})
    assert (answer.status_code, queries) == (304, 1)
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_a_kept_answer_does_not_decide_whether_a_condition_is_met(client, page):
    client.get("/api/v1/")
    answer = client.get("/api/v1/", headers={"if-match": '"x"'})
    assert answer.status_code == answer.json()["status"] == 412
