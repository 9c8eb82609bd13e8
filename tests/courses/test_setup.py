"""What setup_site makes for courses, and that repeating it changes nothing."""

import pytest
from django.contrib.auth.models import Group
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupPagePermission,
    Task,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from courses import setup
from courses.models import CatalogueIndexPage, CategoryPage, CourseReviewTask

from .factories import CourseFactory

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


# The workflow of courses


def only_task(catalogue):
    (task,) = catalogue.get_workflow().tasks
    return task.specific


def as_of_old(catalogue):
    """The workflow as an earlier version made it: a review without reasons."""
    workflow = catalogue.get_workflow()
    only_task(catalogue).delete()
    old = GroupApprovalTask.objects.create(name="Moderasi kursus")
    old.groups.add(Group.objects.get_or_create(name="Penelaah")[0])
    WorkflowTask.objects.create(workflow=workflow, task=old, sort_order=0)
    return old


def test_a_review_asks_for_reasons(installed):
    assert isinstance(only_task(installed), CourseReviewTask)


def test_a_plain_review_of_old_becomes_one_that_asks_for_reasons(installed, home):
    old = as_of_old(installed)
    set_up(home)
    task = only_task(installed)
    assert isinstance(task, CourseReviewTask)
    assert [group.name for group in task.groups.all()] == ["Penelaah"]
    old.refresh_from_db()
    assert not old.active


def test_what_waits_for_the_old_review_goes_on_waiting(installed, home):
    old = as_of_old(installed)
    course = CourseFactory(parent=CategoryPage.objects.first(), draft=True)
    course.save_revision()
    course.get_workflow().start(course, None)
    set_up(home)
    assert course.workflow_in_progress
    assert course.current_workflow_task == only_task(installed)
    assert not TaskState.objects.filter(task=old).exists()


def test_what_the_old_review_decided_is_kept(installed, home):
    old = as_of_old(installed)
    course = CourseFactory(parent=CategoryPage.objects.first(), draft=True)
    course.save_revision()
    course.get_workflow().start(course, None)
    course.current_workflow_task_state.reject()
    set_up(home)
    assert TaskState.objects.filter(task=old, status="rejected").exists()


def test_a_workflow_that_editors_changed_is_left_alone(installed, home):
    as_of_old(installed)
    second = GroupApprovalTask.objects.create(name="Hukum")
    workflow = installed.get_workflow()
    WorkflowTask.objects.create(workflow=workflow, task=second, sort_order=1)
    set_up(home)
    names = [task.name for task in installed.get_workflow().tasks]
    assert names == ["Moderasi kursus", "Hukum"]
    assert not CourseReviewTask.objects.exists()


def test_another_workflow_chosen_for_the_catalogue_stays(installed, home):
    other = Workflow.objects.create(name="Lain")
    task = GroupApprovalTask.objects.create(name="Lain")
    WorkflowTask.objects.create(workflow=other, task=task, sort_order=0)
    WorkflowPage.objects.filter(page=installed.pk).update(workflow=other)
    set_up(home)
    assert installed.specific.get_workflow() == other


def test_a_workflow_that_lost_its_task_gets_one(installed, home):
    Task.objects.filter(pk=only_task(installed).pk).delete()
    set_up(home)
    assert isinstance(only_task(installed), CourseReviewTask)


def test_two_workflows_of_one_name_are_no_trouble(installed, home):
    Workflow.objects.create(name="Moderasi kursus")
    set_up(home)
    assert only_task(installed).active
