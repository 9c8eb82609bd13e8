import pytest
from django.conf import settings
from django.db import connection
from django.template.loader import get_template
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page, Site

from donate.models import Organisation
from home.models import FooterMenuItem, HomePage, SiteSettings, SocialLink, StandardPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="Beranda", slug="beranda"))
    Site.objects.update(root_page=home)
    return home


@pytest.fixture
def about(home):
    return home.add_child(instance=StandardPage(title="Tentang", slug="tentang"))


@pytest.fixture
def organisation():
    found = SiteSettings.for_site(Site.objects.get())
    found.site_name = "Rak Kita"
    Organisation.objects.create(site=found.site, name="Yayasan Rak Kita")
    found.contact_email = "halo@rakkita.example"
    found.whatsapp = "+6281234567890"
    found.save()
    return found


def html_of(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def test_a_page_says_who_stands_behind_it(client, about, organisation):
    html = html_of(client, "/tentang/")
    assert "<title>Tentang · Rak Kita</title>" in html
    assert "Yayasan Rak Kita" in html
    assert 'href="mailto:halo@rakkita.example"' in html
    assert 'href="https://wa.me/6281234567890"' in html


def test_a_page_without_settings_still_stands(client, about):
    assert "<title>Tentang · Prakerja</title>" in html_of(client, "/tentang/")


def test_the_menu_leads_to_the_four_doors(client, about):
    html = html_of(client, "/tentang/")
    for path in ("/kursus/", "/jadwal/", "/donasi/", "/cari/"):
        assert f'href="{path}"' in html
    assert 'href="/donasi/transparansi/"' in html


def test_english_addresses_get_an_english_frame(client, about):
    html = html_of(client, "/en/tentang/")
    assert '<html lang="en">' in html
    assert 'href="/en/kursus/"' in html
    assert "Skip to content" in html


def test_the_footer_shows_public_pages_under_their_own_names(
    client, home, about, organisation
):
    draft = home.add_child(
        instance=StandardPage(title="Rancangan", slug="rancangan", live=False)
    )
    for page, title in ((about, "Siapa kami"), (draft, "")):
        FooterMenuItem.objects.create(settings=organisation, page=page, title=title)
    html = html_of(client, "/tentang/")
    assert '<a href="/tentang/">Siapa kami</a>' in html
    assert "Rancangan" not in html


def queries_of(client, path):
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


def test_a_longer_footer_costs_no_more_queries(client, about, organisation):
    FooterMenuItem.objects.create(settings=organisation, page=about)
    client.get("/tentang/?first")
    few = queries_of(client, "/tentang/?few")
    for label in ("Instagram", "YouTube", "Mastodon"):
        FooterMenuItem.objects.create(settings=organisation, page=about)
        SocialLink.objects.create(
            settings=organisation, label=label, url="https://rakkita.example"
        )
    assert queries_of(client, "/tentang/?many") == few


def test_the_editors_bar_is_for_people_who_are_signed_in(client, admin_client, about):
    assert "wagtail-userbar" not in html_of(client, "/tentang/")
    assert "wagtail-userbar" in html_of(admin_client, "/tentang/")


def preview_of(client, page, **extra):
    """What the page editor shows beside its fields."""
    session = client.cookies["sessionid"].value
    original = RequestFactory().get("/", HTTP_COOKIE=f"sessionid={session}")
    answer = page.make_preview_request(original, "", extra)
    return answer.render().content.decode()


def test_the_editors_bar_does_not_lie_over_the_preview_of_a_version(
    admin_client, about
):
    revision = about.save_revision()
    args = [about.pk, revision.pk]
    shown = html_of(
        admin_client, reverse("wagtailadmin_pages:revisions_view", args=args)
    )
    assert about.title in shown
    assert "wagtail-userbar" not in shown


def test_the_editors_own_preview_keeps_its_checks(admin_client, about):
    assert "wagtail-userbar" in preview_of(admin_client, about, is_editing=True)


def test_a_visitor_gets_no_cookie_and_no_inline_code(client, about, organisation):
    answer = client.get("/tentang/")
    html = answer.content.decode()
    assert not answer.cookies
    assert "cookie" not in answer.get("Vary", "").lower()
    assert "<style" not in html
    assert "style=" not in html
    assert "<script>" not in html


def test_a_missing_page_offers_search_and_the_categories(client, home):
    html = html_of(client, "/tidak-ada/", status=404)
    content = html.partition("<main")[2].partition("</main>")[0]
    assert 'action="/cari/"' in content
    assert 'href="/kursus/"' in content


def test_a_missing_english_page_answers_in_english(client, home):
    html = html_of(client, "/en/nothing-here/", status=404)
    assert "This page is not on the shelf" in html
    assert 'action="/en/cari/"' in html


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_the_error_page_needs_no_database(language, django_assert_num_queries):
    with translation.override(language), django_assert_num_queries(0):
        html = get_template("500.html").render()
    assert f'<html lang="{language}">' in html
    assert "kursus/" in html
