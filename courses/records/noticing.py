"""Notice every way in which something public may change.

What no signal tells of, such as an update of a queryset, the daily sweep finds.
"""

import threading
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_save
from taggit.models import Tag
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    Site,
)
from wagtail.signals import post_page_move, pre_page_move

from ..catalogue.noticing import DRAFT_FIELDS
from ..models import (
    Contributor,
    ContributorLink,
    CourseCredit,
    CourseTag,
    Licence,
    LiveSession,
    PathStep,
    RecordUse,
)
from ..models.records import Thing
from .files import forget_digest
from .notes import note, note_everything

# What of a person and of a licence stands in the documents of courses, or opens them.
SHOWN = ("name", "slug", "kind", "listed")
RIGHTS = ("state", "may_share", "may_adapt", "may_sell", "url", "name")
REMEMBERED = (PageViewRestriction, Site, Contributor, Licence)
PLACE = ("live", "url_path", "title")


class Moving(threading.local):
    """Pages on their way, with the page they leave, by id."""

    def __init__(self) -> None:
        self.parents: dict[int, int] = {}


moving = Moving()


def connect() -> None:
    uid: dict[str, Any] = {"dispatch_uid": "prakerja_courses.records"}
    pre_save.connect(row_given, **uid)
    post_save.connect(row_saved, **uid)
    post_delete.connect(row_deleted, **uid)
    pre_page_move.connect(page_leaves, **uid)
    post_page_move.connect(page_arrived, **uid)


def row_given(sender: Any, instance: Model, **kwargs: Any) -> None:
    """Remember how the database has it: what pointed elsewhere has left there."""
    if sender.__module__ == "__fake__":  # a model as a migration sees it
        return
    instance.__dict__.pop("_told_before", None)
    if isinstance(instance, Page):
        if instance.pk and not is_draft_save(kwargs.get("update_fields")):
            rows = Page.objects.filter(pk=instance.pk).values_list(*PLACE)
            instance.__dict__["_told_place"] = rows.first()
    elif instance.pk and isinstance(instance, CourseCredit | CourseTag | PathStep):
        before = sender.objects.filter(pk=instance.pk).first()
        if before is not None:
            row_changed(before)
    elif instance.pk and isinstance(instance, REMEMBERED):
        before = sender.objects.filter(pk=instance.pk).first()
        instance.__dict__["_told_before"] = before


def row_saved(
    sender: Any, instance: Model, update_fields: Any = None, **kwargs: Any
) -> None:
    if sender.__module__ == "__fake__":
        return
    if isinstance(instance, Page):
        if not is_draft_save(update_fields):
            page_saved(instance)
    elif isinstance(instance, Site):
        site_saved(instance)
    else:
        row_changed(instance)
        before = instance.__dict__.pop("_told_before", None)
        if isinstance(before, PageViewRestriction):
            row_changed(before)


def row_deleted(sender: Any, instance: Model, **kwargs: Any) -> None:
    if sender.__module__ == "__fake__":
        return
    if isinstance(instance, Site):
        note_everything(hides=True)
    elif isinstance(instance, Page):
        note(Thing.PAGE, instance.pk)
    else:
        row_changed(instance)
        rendition_deleted(instance)
        if isinstance(instance, stored_files()):
            forget_digest(instance.file)


def note_files(files: Iterable[Model]) -> None:
    """Wagtail moves many files into a collection at once without saving them."""
    for file in files:
        file_changed(file)


def is_draft_save(update_fields: Any) -> bool:
    return bool(update_fields) and DRAFT_FIELDS.issuperset(update_fields)


def row_changed(instance: Model) -> None:
    match instance:
        case CourseCredit():
            note(Thing.PAGE, instance.page_id)
            note(Thing.CONTRIBUTOR, instance.contributor_id)
        case CourseTag():
            note(Thing.PAGE, instance.content_object_id)
        case PathStep():
            note(Thing.PAGE, instance.path_id)
        case LiveSession():
            note(Thing.SESSION, instance.pk)
            note(Thing.PAGE, instance.course_id)
        case Contributor():
            note(Thing.CONTRIBUTOR, instance.pk, hides=differs(instance, SHOWN))
        case ContributorLink():
            note(Thing.CONTRIBUTOR, instance.contributor_id, hides=False)
        case Licence():
            note(Thing.LICENCE, instance.pk, hides=differs(instance, RIGHTS))
        case Tag():
            note(Thing.TAG, instance.pk, hides=False)
        case PageViewRestriction():
            note(Thing.TREE, instance.page_id)
        case CollectionViewRestriction():
            note(Thing.COLLECTION, instance.collection_id)
        case Collection():
            note(Thing.COLLECTION, instance.pk)
        case _:
            file_changed(instance)


def differs(instance: Model, names: Iterable[str]) -> bool:
    """Whether one of these is not as it was; what is new or gone may be anything."""
    before = instance.__dict__.get("_told_before")
    return before is None or any(
        getattr(before, name) != getattr(instance, name) for name in names
    )


def stored_files() -> tuple[type[Any], ...]:
    image = get_image_model()
    return image, image.get_rendition_model(), get_document_model()


def file_changed(instance: Model) -> None:
    if not apps.ready:
        return
    if isinstance(instance, get_image_model()):
        note(Thing.IMAGE, instance.pk)
    elif isinstance(instance, get_document_model()):
        note(Thing.DOCUMENT, instance.pk)


def rendition_deleted(instance: Model) -> None:
    """Wagtail drops the copies of a picture after it saved another file."""
    if isinstance(instance, get_image_model().get_rendition_model()):
        note(Thing.IMAGE, instance.image_id, hides=False)  # type: ignore[attr-defined]


def page_saved(page: Page) -> None:
    """A page by itself, with all below it where its place or its being public changed.

    A draft that nobody has been told of is nobody's business.
    """
    before = page.__dict__.pop("_told_place", None)
    if page.pk in moving.parents:
        note(Thing.PAGE, moving.parents[page.pk])
        note(Thing.TREE, page.pk)
        return
    if before is None:
        if page.live:
            note(Thing.PAGE, page.pk)
        return
    if before != tuple(getattr(page, name) for name in PLACE) and page.numchild:
        note(Thing.TREE, page.pk, hides=before[0] and not page.live)
    if page.live or before[0] or is_used(page):
        note(Thing.PAGE, page.pk)


def is_used(page: Page) -> bool:
    return RecordUse.objects.filter(thing=Thing.PAGE, thing_id=page.pk).exists()


def page_leaves(instance: Page, parent_page_before: Page, **kwargs: Any) -> None:
    moving.parents[instance.pk] = parent_page_before.pk


def page_arrived(instance: Page, **kwargs: Any) -> None:
    moving.parents.pop(instance.pk, None)


def site_saved(site: Site) -> None:
    """Another first page may leave what stands below the old one without a site."""
    before = site.__dict__.pop("_told_before", None)
    same = before is not None and before.root_page_id == site.root_page_id
    note_everything(hides=not same)
