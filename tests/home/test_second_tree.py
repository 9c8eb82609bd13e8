"""``setup_site --also en``."""

import io

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from wagtail.models import GroupPagePermission, Locale, Page

from courses.models import CatalogueIndexPage, CategoryPage
from donate.models import DonatePage, PresetAmount, TransparencyPage
from home.models import HomePage
from home.setup import setup_site
from tests.beginnings import begins_with

pytestmark = pytest.mark.django_db


@pytest.fixture
@begins_with(setup_site)
def site(db):
    """The site as it is set up, in one language."""


def run(*options):
    call_command("setup_site", *options, stdout=io.StringIO())


def english():
    return Page.objects.filter(locale__language_code="en").order_by("path")


def test_nothing_english_is_made_unless_asked_for():
    run()
    assert not english().exists()


def test_every_page_of_the_site_gets_a_published_translation(client):
    run("--also", "en")
    assert [(page.url, page.title) for page in english()] == [
        ("/en/", "Prakerja"),
        ("/en/kursus/", "Courses"),
        ("/en/kursus/bisnis-digital/", "Digital Business"),
        (
            "/en/kursus/wirausaha-dan-ide-bisnis/",
            "Entrepreneurship and Business Ideas",
        ),
        ("/en/kursus/bisnis-dan-keuangan/", "Business and Finance"),
        ("/en/kursus/pengembangan-diri/", "Personal Development"),
        ("/en/kursus/teknologi-dan-software/", "Technology and Software"),
        ("/en/jalur-belajar/", "Learning paths"),
        ("/en/donasi/", "Donate"),
        ("/en/donasi/transparansi/", "Transparency"),
    ]
    for page in english():
        assert page.live
        assert page.alias_of is None
        assert page.get_translation(Locale.get_default()).slug.startswith(page.slug[:7])
        assert client.get(page.url).status_code == 200


def test_a_second_run_changes_nothing():
    run("--also", "en")
    before = list(Page.objects.values_list("pk", "title", "latest_revision_id"))
    groups = list(Group.objects.values_list("name", flat=True))
    run("--also", "en")
    assert list(Page.objects.values_list("pk", "title", "latest_revision_id")) == before
    assert list(Group.objects.values_list("name", flat=True)) == groups


def test_a_site_in_use_can_get_its_second_tree_later(site):
    HomePage.objects.update(introduction="<p>Selamat datang.</p>", title="Rak Kita")
    DonatePage.objects.update(introduction="<p>Terima kasih.</p>")
    run("--also", "en")
    home = HomePage.objects.get(locale__language_code="en")
    assert (home.title, home.introduction) == ("Rak Kita", "")
    assert DonatePage.objects.get(locale__language_code="en").introduction == ""


def test_suggested_amounts_come_along_without_their_indonesian_words(site):
    page = DonatePage.objects.get()
    page.preset_amounts = [PresetAmount(amount=25_000, pays_for="empat hari server")]
    page.save_revision().publish()
    run("--also", "en")
    [amount] = DonatePage.objects.get(locale__language_code="en").preset_amounts.all()
    assert (amount.amount, amount.pays_for) == (25_000, "")


def test_a_category_of_the_organisations_own_waits_for_an_editor(site):
    catalogue = CatalogueIndexPage.objects.get()
    own = catalogue.add_child(instance=CategoryPage(title="Tani", slug="tani"))
    run("--also", "en")
    assert not own.get_translation(Locale.objects.get(language_code="en")).live


def test_what_editors_removed_or_changed_stays_so():
    run("--also", "en")
    CategoryPage.objects.get(slug="bisnis-digital", locale__language_code="en").delete()
    TransparencyPage.objects.filter(locale__language_code="en").update(title="Books")
    run("--also", "en")
    assert english().filter(title="Books").exists()
    assert not english().filter(slug="bisnis-digital").exists()


def test_the_groups_of_the_first_tree_work_in_the_second():
    run("--also", "en")
    category = english().get(slug="pengembangan-diri")
    permissions = GroupPagePermission.objects.filter(page=category)
    assert [permission.group.name for permission in permissions] == [
        "Kontributor Pengembangan Diri"
    ]
    home = english().get(depth=2)
    groups = GroupPagePermission.objects.filter(page=home).values_list("group__name")
    assert set(groups) == {("Editors",), ("Moderators",)}
    assert category.get_workflow().name == "Moderasi kursus"


@pytest.mark.parametrize("group", ["Editors", "Moderators"])
def test_editors_may_begin_a_translation(group, site):
    granted = Group.objects.get(name=group).permissions
    assert granted.filter(codename="submit_translation").exists()


def test_a_language_nobody_wrote_texts_for_is_refused():
    with pytest.raises(CommandError, match="invalid choice: 'jv'"):
        run("--also", "jv")
