"""What an installation needs before anybody writes a course; safe to repeat."""

from typing import NamedTuple

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from .models import (
    CatalogueIndexPage,
    CategoryPage,
    Contributor,
    ContributorLink,
    Licence,
    LiveSession,
)

CONTRIBUTORS = "Kontributor"
WORKFLOW = "Moderasi kursus"
EDITORS, MODERATORS = "Editors", "Moderators"


class NewCategory(NamedTuple):
    slug: str
    title: str
    colour: str


DEFAULT_CATEGORIES = [
    NewCategory("bisnis-digital", "Bisnis Digital", "laut"),
    NewCategory("wirausaha-dan-ide-bisnis", "Wirausaha dan Ide Bisnis", "kunyit"),
    NewCategory("bisnis-dan-keuangan", "Bisnis dan Keuangan", "daun"),
    NewCategory("pengembangan-diri", "Pengembangan Diri", "manggis"),
    NewCategory("teknologi-dan-software", "Teknologi dan Software", "nila"),
]


def ensure_catalogue(parent, categories=DEFAULT_CATEGORIES):
    """Make the catalogue and, in an empty one, its categories.

    A category that editors removed from a catalogue in use stays removed.
    """
    catalogue = CatalogueIndexPage.objects.child_of(parent).first()
    if catalogue is None:
        catalogue = add_page(parent, CatalogueIndexPage(title="Kursus", slug="kursus"))
    if not CategoryPage.objects.child_of(catalogue).exists():
        for category in categories:
            add_page(catalogue, CategoryPage(**category._asdict()))
    return catalogue


def add_page(parent, page):
    page.locale = parent.locale
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def ensure_contributor_groups():
    """One group per category: add and submit there, publish nowhere."""
    collection = ensure_collection()
    for category in CategoryPage.objects.order_by("path"):
        if contributor_group_of(category) is None:
            name = f"{CONTRIBUTORS} {category.title}"[:150]
            group, _created = Group.objects.get_or_create(name=name)
            allow_on_page(group, category, "add")
            allow_in_admin(group)
            allow_in_collection(group, collection)


def contributor_group_of(category):
    """The group that may add below this category, also when it was renamed."""
    allowed = GroupPagePermission.objects.filter(
        page=category,
        permission__codename="add_page",
        group__name__startswith=CONTRIBUTORS,
    )
    return Group.objects.filter(page_permissions__in=allowed).first()


def ensure_collection():
    root = Collection.get_first_root_node()
    found = root.get_children().filter(name=CONTRIBUTORS).first()
    return found or root.add_child(name=CONTRIBUTORS)


def ensure_editors():
    """Let Wagtail's own two groups work on every page and on our records."""
    homes = Page.objects.filter(depth=2, sites_rooted_here__isnull=False).distinct()
    rights = {EDITORS: ["add", "change"], MODERATORS: ["add", "change", "publish"]}
    for name, page_rights in rights.items():
        group, _created = Group.objects.get_or_create(name=name)
        allow_in_admin(group)
        allow_on_models(group, Contributor, ContributorLink, LiveSession)
        for home in homes:
            for right in page_rights:
                allow_on_page(group, home, right)
    allow_on_models(group, Licence)


def ensure_workflow():
    """Courses wait for a moderator; other pages keep their workflow."""
    moderators, _created = Group.objects.get_or_create(name=MODERATORS)
    workflow, created = Workflow.objects.get_or_create(name=WORKFLOW)
    if created:
        task = GroupApprovalTask.objects.create(name=WORKFLOW)
        task.groups.add(moderators)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    for catalogue in CatalogueIndexPage.objects.all():
        WorkflowPage.objects.get_or_create(
            page=catalogue.page_ptr, defaults={"workflow": workflow}
        )
    return workflow


def allow_on_page(group, page, right):
    permission = Permission.objects.get(
        content_type__app_label="wagtailcore", codename=f"{right}_page"
    )
    GroupPagePermission.objects.get_or_create(
        group=group, page_id=page.pk, permission=permission
    )


def allow_in_admin(group):
    group.permissions.add(
        Permission.objects.get(
            content_type__app_label="wagtailadmin", codename="access_admin"
        )
    )


def allow_on_models(group, *models):
    """Everything but deleting: courses keep crediting whom they credit.

    A live class may go: nothing else refers to it, and a typo should not stay.
    """
    for model in models:
        name = model._meta.model_name
        rights = ["view", "add", "change"] + ["delete"] * (model is LiveSession)
        codenames = [f"{right}_{name}" for right in rights]
        group.permissions.add(
            *Permission.objects.filter(
                content_type__app_label=model._meta.app_label, codename__in=codenames
            )
        )


def allow_in_collection(group, collection):
    """Add and choose images and documents of the contributors' own collection."""
    permissions = Permission.objects.filter(
        content_type__app_label__in=["wagtailimages", "wagtaildocs"],
        codename__in=["add_image", "choose_image", "add_document", "choose_document"],
    )
    for permission in permissions:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )
