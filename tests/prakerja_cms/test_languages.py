"""The switch and hreflang promise a translation, and keep the promise."""

import re
import uuid

import pytest
from wagtail.models import Locale, PageViewRestriction

from donate.models import DonatePage
from home.models import FooterMenuItem, SiteSettings
from tests.courses.factories import (
    CourseFactory,
    LessonFactory,
    StandardPageFactory,
)
from tests.courses.trees import translate, translate_all

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def uncached(settings):
    settings.PAGE_CACHE_ENABLED = False


@pytest.fixture
def about(home):
    return StandardPageFactory(parent=home, title="Tentang", slug="tentang")


def shown(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def offered(client, path, status=200):
    """Path by language in the switch, which must agree with the head."""
    page = shown(client, path, status)
    switch = page.partition('class="site-languages"')[2].partition("</nav>")[0]
    found = re.findall(r'href="([^"]+)" lang="(\w+)"', switch)
    links = {language: url for url, language in found}
    head = re.findall(r'rel="alternate" hreflang="(\w+)" href="([^"]+)"', page)
    assert dict(head) == {
        code: f"http://testserver{url}" for code, url in links.items()
    }
    return links


def canonical_of(page):
    return re.search(r'rel="canonical" href="http://testserver([^"]+)"', page)[1]


def main_of(page):
    return page.partition("<main")[2].partition("</main>")[0]


# One tree: every Indonesian page also stands in an English frame


def test_a_page_in_an_english_frame_is_no_translation(client, about):
    assert offered(client, "/tentang/") == {}
    assert offered(client, "/en/tentang/") == {}


def test_a_framed_page_says_in_english_that_it_is_in_indonesian(client, about):
    page = shown(client, "/en/tentang/")
    assert main_of(page).startswith(' id="content" tabindex="-1" lang="id">')
    notice = main_of(page).partition("<h1>")[0]
    assert '<div class="site-untranslated" lang="en">' in notice
    assert "This page is in Indonesian." in notice
    assert '<a href="/tentang/" lang="id" hreflang="id">' in notice


def test_a_framed_page_names_the_indonesian_address_as_the_real_one(client, about):
    page = shown(client, "/en/tentang/")
    assert '<link rel="canonical" href="http://testserver/tentang/">' in page


def test_an_indonesian_page_at_its_own_address_says_nothing_of_it(client, about):
    page = shown(client, "/tentang/")
    assert '<link rel="canonical" href="http://testserver/tentang/">' in page
    assert "site-untranslated" not in page
    assert main_of(page).startswith(' id="content" tabindex="-1">')


@pytest.mark.parametrize("kind", ["course", "lesson"])
def test_a_course_is_marked_with_its_own_language(client, category, kind):
    course = CourseFactory(parent=category, language="jv")
    page = course if kind == "course" else LessonFactory(parent=course)
    framed = shown(client, f"/en{page.url}")
    assert main_of(framed).startswith(' id="content" tabindex="-1" lang="jv">')
    assert "This page is in Javanese." in framed
    own = shown(client, page.url)
    assert main_of(own).startswith(' id="content" tabindex="-1" lang="jv">')
    assert "site-untranslated" not in own


def test_an_english_course_in_an_english_frame_needs_no_notice(client, category):
    course = CourseFactory(parent=category, language="en")
    page = shown(client, f"/en{course.url}")
    assert "site-untranslated" not in page
    assert f'<link rel="canonical" href="{course.full_url}">' in page


@pytest.mark.parametrize(
    "path", ["/jadwal/", "/kontributor/", "/cari/", "/kontribusi/"]
)
def test_words_of_the_interface_are_translated_everywhere(client, home, path):
    both = {"id": path, "en": f"/en{path}"}
    assert offered(client, path) == offered(client, f"/en{path}") == both
    assert "site-untranslated" not in shown(client, f"/en{path}")


def test_giving_is_translated_by_the_interface(client, home):
    home.add_child(instance=DonatePage(title="Donasi", slug="donasi"))
    both = {"id": "/donasi/", "en": "/en/donasi/"}
    assert offered(client, "/donasi/") == offered(client, "/en/donasi/") == both
    assert canonical_of(shown(client, "/en/donasi/")) == "/en/donasi/"
    assert "site-untranslated" not in shown(client, "/en/donasi/")


def test_an_error_page_offers_no_other_language(client, home):
    assert offered(client, "/tidak-ada/", status=404) == {}
    assert offered(client, f"/jadwal/{uuid.uuid4()}/", status=404) == {}


# Two trees


@pytest.fixture
def english_home(home):
    return translate(home, title="Home")


def test_a_translation_is_offered_on_both_sides(client, about, english_home):
    translate(about, title="About", slug="about")
    both = {"id": "/tentang/", "en": "/en/about/"}
    assert offered(client, "/tentang/") == offered(client, "/en/about/") == both
    english = shown(client, "/en/about/")
    assert "site-untranslated" not in english
    assert canonical_of(english) == "/en/about/"


def test_home_and_views_lead_to_each_other(client, english_home):
    assert offered(client, "/en/") == {"id": "/", "en": "/en/"}
    assert offered(client, "/jadwal/") == {"id": "/jadwal/", "en": "/en/jadwal/"}


def test_what_is_not_translated_is_not_found_in_english(client, about, english_home):
    assert offered(client, "/tentang/") == {}
    assert offered(client, "/en/tentang/", status=404) == {}


def test_an_untranslated_page_for_giving_is_not_offered(client, home, english_home):
    home.add_child(instance=DonatePage(title="Donasi", slug="donasi"))
    assert offered(client, "/donasi/") == {}
    assert offered(client, "/en/donasi/", status=404) == {}


def test_a_draft_is_no_translation(client, about, english_home):
    translate(about, slug="about", publish=False)
    assert offered(client, "/tentang/") == {}


def test_a_restricted_translation_is_not_offered(client, about, english_home):
    english = translate(about, slug="about")
    child = StandardPageFactory(parent=about, slug="sejarah")
    translate(child, slug="history")
    PageViewRestriction.objects.create(page=english, restriction_type="login")
    assert offered(client, "/tentang/") == {}
    assert offered(client, "/tentang/sejarah/") == {}


def test_an_alias_in_the_english_tree_is_still_indonesian(client, about, english_home):
    locale = Locale.objects.get(language_code="en")
    about.copy_for_translation(locale, alias=True)
    page = shown(client, "/en/tentang/")
    assert offered(client, "/tentang/") == offered(client, "/en/tentang/") == {}
    assert "This page is in Indonesian." in page
    assert '<link rel="canonical" href="http://testserver/tentang/">' in page


def test_below_an_english_home_in_draft_all_is_as_with_one_tree(client, home, about):
    translate(home, publish=False)
    translate(about, slug="about")
    assert offered(client, "/tentang/") == {}
    framed = shown(client, "/en/tentang/")
    assert "This page is in Indonesian." in framed
    assert 'href="/en/kursus/"' in framed


def chrome_of(page):
    """Header and footer, without the switch."""
    switch = re.compile(r'<nav class="site-languages".*?</nav>', re.DOTALL)
    outside = switch.sub("", page).partition("<main")
    return outside[0].partition("<body")[2] + outside[2].partition("</main>")[2]


def test_the_chrome_leads_within_the_language(
    client, site, home, about, category, english_home
):
    menu = SiteSettings.for_site(site)
    contact = StandardPageFactory(parent=home, title="Kontak")
    for page, title in ((about, "Siapa kami"), (contact, "")):
        FooterMenuItem.objects.create(settings=menu, page=page, title=title)
    translate(about, title="About us", slug="about")
    english = chrome_of(shown(client, "/en/"))
    assert '<a href="/en/about/">About us</a>' in english
    assert "Kontak" not in english
    links = re.findall(r'href="(/(?!static|api)[^"]*)"', english)
    assert links
    assert all(link.startswith("/en/") for link in links)
    indonesian = chrome_of(shown(client, "/"))
    assert '<a href="/tentang/">Siapa kami</a>' in indonesian
    assert '<a href="/kontak/">Kontak</a>' in indonesian


# The map for search engines


def listed(client):
    """Alternates by address."""
    found = {}
    for entry in shown(client, "/sitemap-pages.xml").split("<url>")[1:]:
        address = re.search(r"<loc>http://testserver([^<]+)</loc>", entry)[1]
        links = re.findall(r'hreflang="(\w+)" href="http://testserver([^"]+)"', entry)
        found[address] = dict(links)
    return found


def test_the_sitemap_lists_both_trees_with_their_translations(client, home, about):
    _english_home, english_about = translate_all(home, about)
    english_about.slug = "about"
    english_about.save_revision().publish()
    alone = StandardPageFactory(parent=home, slug="sendiri")
    pages = listed(client)
    assert pages["/"] == pages["/en/"] == {"id": "/", "en": "/en/"}
    both = {"id": "/tentang/", "en": "/en/about/"}
    assert pages["/tentang/"] == pages["/en/about/"] == both
    assert pages[alone.url] == {}


def test_the_sitemap_of_one_tree_names_frames_only_where_they_translate(client, about):
    about.get_parent().add_child(instance=DonatePage(title="Donasi", slug="donasi"))
    pages = listed(client)
    assert pages["/tentang/"] == {}
    assert pages["/donasi/"] == {"id": "/donasi/", "en": "/en/donasi/"}
    assert "/en/tentang/" not in pages


def test_the_sitemap_leaves_aliases_and_unreachable_trees_out(client, home, about):
    draft = translate(home, publish=False)
    translate(about, slug="about")
    about.create_alias(update_slug="salinan")
    assert draft.live is False
    assert set(listed(client)) == {"/", "/tentang/"}
