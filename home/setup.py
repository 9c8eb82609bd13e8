"""What a new installation needs before anybody writes a word; safe to repeat."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Locale, Page, Site, Task, Workflow

from courses import setup as courses_setup
from courses.paths.setup import ensure_paths
from donate import setup as donate_setup
from donate.models import DonatePage, TransparencyPage
from search import setup as search_setup

from .models import HomePage, SiteSettings
from .second_tree import ensure_tree


@transaction.atomic
def setup_site(also=()):
    """Make home, catalogue, donate pages, groups and workflow where missing.

    ``also`` names further languages to make these pages in.
    """
    for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    home = ensure_home()
    site = ensure_site(home)
    courses_setup.ensure_catalogue(home)
    ensure_paths(home)
    ensure_donate_pages(home)
    for language in also:
        ensure_tree(home, language)
    courses_setup.ensure_editors()
    courses_setup.ensure_contributor_groups()
    courses_setup.ensure_workflow()
    name_page_workflow()
    donate_setup.ensure_accounts()
    donate_setup.ensure_treasurers()
    donate_setup.ensure_approvers()
    moderators = Group.objects.get(name=courses_setup.MODERATORS)
    donate_setup.allow_advertising(moderators)
    donate_setup.allow_donors(moderators)
    let_editors_change_settings()
    let_editors_translate()
    let_editors_see_searches()
    SiteSettings.objects.get_or_create(
        site=site, defaults={"site_name": settings.WAGTAIL_SITE_NAME}
    )
    return home


def ensure_home():
    if home := HomePage.objects.first():
        return home
    root = Page.get_first_root_node()
    home = root.add_child(
        instance=HomePage(
            title=settings.WAGTAIL_SITE_NAME,
            slug="beranda",
            locale=Locale.get_default(),
            tagline="Belajar gratis untuk siapa saja, tanpa mendaftar",
        )
    )
    home.save_revision().publish()
    return home


def ensure_site(home):
    """Let the default site start at our home page, without Wagtail's welcome page."""
    site = Site.objects.filter(is_default_site=True).first() or Site(
        is_default_site=True, hostname="localhost"
    )
    welcome = site.root_page if site.root_page_id else None
    if welcome and welcome.specific_class is HomePage:
        return site
    site.root_page = home
    site.site_name = site.site_name or settings.WAGTAIL_SITE_NAME
    if site.hostname == "localhost":
        site.hostname, site.port = address_of(settings.WAGTAILADMIN_BASE_URL)
    site.save()
    if welcome and welcome.specific_class is Page and not welcome.numchild:
        welcome.delete()
    return site


def address_of(url):
    parts = urlsplit(url)
    return parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)


def let_editors_change_settings():
    permission = Permission.objects.get(
        content_type__app_label="home", codename="change_sitesettings"
    )
    for name in (courses_setup.EDITORS, courses_setup.MODERATORS):
        Group.objects.get(name=name).permissions.add(permission)


def let_editors_translate():
    permission = Permission.objects.get(
        content_type__app_label="simple_translation", codename="submit_translation"
    )
    for name in (courses_setup.EDITORS, courses_setup.MODERATORS):
        Group.objects.get(name=name).permissions.add(permission)


def let_editors_see_searches():
    for name in (courses_setup.EDITORS, courses_setup.MODERATORS):
        search_setup.allow_search_reports(Group.objects.get(name=name))


def name_page_workflow():
    """Wagtail's own workflow, for pages that are no courses, in words of this site."""
    for model in (Workflow, Task):
        model.objects.filter(name="Moderators approval").update(name="Tinjauan halaman")


def ensure_donate_pages(home):
    page = DonatePage.objects.child_of(home).first()
    if page is None:
        page = home.add_child(instance=DonatePage(title="Donasi", slug="donasi"))
        page.save_revision().publish()
    if not TransparencyPage.objects.child_of(page).exists():
        child = page.add_child(
            instance=TransparencyPage(title="Transparansi", slug="transparansi")
        )
        child.save_revision().publish()
    return page
