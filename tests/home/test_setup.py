import pytest
from django.contrib.auth.models import Group
from wagtail.models import Page, Site, Workflow

from home.models import HomePage
from home.setup import setup_site

pytestmark = pytest.mark.django_db


def may(group, permission):
    app, codename = permission.split(".")
    granted = Group.objects.get(name=group).permissions
    return granted.filter(content_type__app_label=app, codename=codename).exists()


def test_a_second_run_changes_nothing():
    setup_site()
    before = list(Page.objects.values_list("pk", "title", "latest_revision_id"))
    groups = Group.objects.count()
    setup_site()
    assert list(Page.objects.values_list("pk", "title", "latest_revision_id")) == before
    assert Group.objects.count() == groups


def test_the_site_starts_at_the_home_page_and_the_welcome_page_is_gone():
    setup_site()
    assert Site.objects.get().root_page.specific_class is HomePage
    assert not Page.objects.filter(title__startswith="Welcome").exists()


def test_a_site_that_starts_elsewhere_keeps_its_pages(settings):
    setup_site()
    HomePage.objects.update(title="Punya kami")
    setup_site()
    assert HomePage.objects.get().title == "Punya kami"


@pytest.mark.parametrize("group", ["Editors", "Moderators"])
def test_editors_may_change_the_settings_of_the_site(group):
    setup_site()
    assert may(group, "home.change_sitesettings")


def test_editors_may_remove_a_mistaken_class_but_no_contributor():
    setup_site()
    assert may("Editors", "prakerja_courses.delete_livesession")
    assert not may("Editors", "prakerja_courses.delete_contributor")


def test_pages_that_are_no_courses_have_a_workflow_in_words_of_the_site():
    setup_site()
    names = set(Workflow.objects.values_list("name", flat=True))
    assert names == {"Moderasi kursus", "Tinjauan halaman"}
