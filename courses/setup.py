"""What an installation needs before anybody writes a course; safe to repeat."""

from typing import NamedTuple

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from .models import (
    BlockedDomain,
    CatalogueIndexPage,
    CategoryPage,
    Contributor,
    ContributorLink,
    CourseReviewTask,
    Licence,
    LiveSession,
    ProblemReport,
)

CONTRIBUTORS = "Kontributor"
WORKFLOW = "Moderasi kursus"
EDITORS, MODERATORS = "Editors", "Moderators"
# What editors keep beside the pages, and what they may delete of it.
RECORDS = (Contributor, ContributorLink, LiveSession, ProblemReport)
DELETABLE = (BlockedDomain, LiveSession)


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
    """One group per category: add and submit there, publish nowhere.

    It works on the category's translations, too.
    """
    collection = ensure_collection()
    for category in CategoryPage.objects.order_by("path"):
        if contributor_group_of(page=category) is None:
            key = category.translation_key
            group = contributor_group_of(page__translation_key=key)
            if group is None:
                name = f"{CONTRIBUTORS} {category.title}"[:150]
                group, _created = Group.objects.get_or_create(name=name)
            allow_on_page(group, category, "add")
            allow_in_admin(group)
            allow_in_collection(group, collection)


def contributor_group_of(**category):
    """The group that may add below this category, also when it was renamed."""
    allowed = GroupPagePermission.objects.filter(
        permission__codename="add_page",
        group__name__startswith=CONTRIBUTORS,
        **category,
    )
    return Group.objects.filter(page_permissions__in=allowed).first()


def ensure_collection():
    root = Collection.get_first_root_node()
    found = root.get_children().filter(name=CONTRIBUTORS).first()
    return found or root.add_child(name=CONTRIBUTORS)


def ensure_editors():
    """Let Wagtail's own two groups work on every page and on our records."""
    rooted = Page.objects.filter(sites_rooted_here__isnull=False)
    keys = rooted.order_by().values("translation_key")
    homes = Page.objects.filter(depth=2, translation_key__in=keys)
    rights = {EDITORS: ["add", "change"], MODERATORS: ["add", "change", "publish"]}
    for name, page_rights in rights.items():
        group, _created = Group.objects.get_or_create(name=name)
        allow_in_admin(group)
        allow_on_models(group, *RECORDS)
        for home in homes:
            for right in page_rights:
                allow_on_page(group, home, right)
    allow_on_models(group, BlockedDomain, Licence)


def ensure_workflow():
    """Courses wait for a moderator; other pages keep their workflow.

    What editors made of the workflow stays. Only where no workflow takes courses any
    more is ours put to work again, and what waited then is back in review.
    """
    workflow = Workflow.objects.filter(name=WORKFLOW).order_by("pk").first()
    if workflow is None:
        workflow = Workflow.objects.create(name=WORKFLOW)
    review_with_reasons(workflow)
    for catalogue in CatalogueIndexPage.objects.all():
        place, _created = WorkflowPage.objects.get_or_create(
            page=catalogue.page_ptr, defaults={"workflow": workflow}
        )
        if catalogue.get_workflow() is None:
            put_to_work(place.workflow, catalogue)
    return workflow


def review_with_reasons(workflow):
    """Give an empty workflow its review, and the plain review of old its heir."""
    links = list(WorkflowTask.objects.filter(workflow=workflow))
    if not links:
        add_review(workflow)
    elif len(links) == 1 and is_plain_review(links[0].task.specific):
        replace_review(links[0])


def add_review(workflow, groups=None):
    if groups is None:
        groups = Group.objects.get_or_create(name=MODERATORS)[:1]
    task = CourseReviewTask.objects.create(name=WORKFLOW)
    task.groups.set(groups)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return task


def is_plain_review(task):
    """As an earlier version made it, and used by nothing else."""
    plain = isinstance(task, GroupApprovalTask) and task.name == WORKFLOW
    return plain and task.active and task.workflows.count() == 1


def replace_review(link):
    """The same people review on, also what waits for them now."""
    old = link.task.specific
    link.delete()
    new = add_review(link.workflow, old.groups.all())
    waiting = TaskState.objects.filter(task=old, status=TaskState.STATUS_IN_PROGRESS)
    waiting.update(task=new)
    Task.objects.filter(pk=old.pk).update(active=False)


def put_to_work(workflow, catalogue):
    """Switch the workflow of a catalogue on, and resume what it left waiting."""
    from .moderation.stranded import start_reviews, stranded_pages

    waiting = list(stranded_pages().descendant_of(catalogue))
    if not workflow.tasks.filter(active=True).exists():
        tasks = workflow.tasks.order_by().values("pk")
        Task.objects.filter(pk__in=tasks).update(active=True)
    Workflow.objects.filter(pk=workflow.pk).update(active=True)
    start_reviews(waiting)


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

    A live class or a blocked domain may go: nothing else refers to it, and a typo
    should not stay.
    """
    for model in models:
        name = model._meta.model_name
        rights = ["view", "add", "change"] + ["delete"] * (model in DELETABLE)
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
