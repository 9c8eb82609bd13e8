"""What setup_site makes for courses, and that repeating it changes nothing."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import Collection, GroupPagePermission, WorkflowPage

from courses import setup
from courses.models import CatalogueIndexPage, CategoryPage

pytestmark = pytest.mark.django_db
SLUGS = [
    "bisnis-digital",
    "wirausaha-dan-ide-bisnis",
    "bisnis-dan-keuangan",
    "pengembangan-diri",
    "teknologi-dan-software",
]


@pytest.fixture
def installed(home):
    return set_up(home)


def set_up(home):
    catalogue = setup.ensure_catalogue(home)
    setup.ensure_editors()
    setup.ensure_contributor_groups()
    setup.ensure_workflow()
    return catalogue


def slugs():
    return list(CategoryPage.objects.order_by("path").values_list("slug", flat=True))


def test_a_new_site_has_the_five_categories(installed, client):
    assert installed.url == "/kursus/"
    assert slugs() == SLUGS
    assert client.get("/kursus/pengembangan-diri/").status_code == 200


def test_each_category_has_its_own_colour(installed):
    colours = CategoryPage.objects.order_by("path").values_list("colour", flat=True)
    assert list(colours) == ["laut", "kunyit", "daun", "manggis", "nila"]


def test_repeating_it_adds_nothing(installed, home):
    before = counts()
    set_up(home)
    assert counts() == before


def counts():
    models = (CatalogueIndexPage, CategoryPage, Group, Collection, WorkflowPage)
    return [model.objects.count() for model in (*models, GroupPagePermission)]


def test_a_category_that_editors_removed_stays_removed(installed, home):
    CategoryPage.objects.get(slug="pengembangan-diri").delete()
    set_up(home)
    assert "pengembangan-diri" not in slugs()


def test_a_renamed_category_keeps_its_contributor_group(installed, home):
    category = CategoryPage.objects.get(slug="bisnis-digital")
    category.title = "Jualan Digital"
    category.save()
    set_up(home)
    assert not Group.objects.filter(name="Kontributor Jualan Digital").exists()


def test_other_categories_can_be_given(home):
    catalogue = setup.ensure_catalogue(
        home, categories=[setup.NewCategory("tani", "Pertanian", "daun")]
    )
    assert catalogue.get_children().get().slug == "tani"


def test_courses_are_moderated_by_moderators(installed):
    workflow = installed.get_workflow()
    assert workflow.name == "Moderasi kursus"
    (task,) = workflow.tasks
    assert [group.name for group in task.specific.groups.all()] == ["Moderators"]


def test_other_pages_keep_their_workflow(installed, home):
    assert home.get_workflow() != installed.get_workflow()
