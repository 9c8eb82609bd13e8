"""The pictures and documents of pages that are taken offline."""

from functools import partial
from pathlib import Path
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.log_actions import log
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    ReferenceIndex,
)
from wagtail.tasks import delete_file_from_storage_task

COLLECTION = "Ditarik dari publik"


def files_only_in(pages):
    """What these pages show and nothing else does, pictures first."""
    models = (get_image_model(), get_document_model())
    return [medium for model in models for medium in only_in(pages, model)]


def only_in(pages, model):
    references = ReferenceIndex.objects.filter(to_content_type=type_of(model))
    inside = references.filter(
        base_content_type=type_of(Page), object_id__in=[str(page.pk) for page in pages]
    )
    used = set(inside.values_list("to_object_id", flat=True))
    others = references.filter(to_object_id__in=used).exclude(
        pk__in=inside.values("pk")
    )
    elsewhere = set(others.values_list("to_object_id", flat=True))
    return model.objects.filter(pk__in=used - elsewhere).order_by("title", "pk")


def type_of(model):
    return ContentType.objects.get_for_model(model)


def files_hide(*, files, action, user, data):
    """Keep them for who is signed in, in a collection editors can move them out of.

    Wagtail asks nobody for a picture: all that is known of its addresses ends.
    """
    place = hidden_collection()
    for medium in files:
        was_in, medium.collection = medium.collection.name, place
        if isinstance(medium, get_image_model()):
            addresses_end(medium)
        medium.save()
        log(medium, action, user=user, data={**data, "collection": was_in})


def hidden_collection():
    root = Collection.get_first_root_node()
    place = root.get_children().filter(name=COLLECTION).first()
    place = place or root.add_child(name=COLLECTION)
    CollectionViewRestriction.objects.get_or_create(
        collection=place, restriction_type=CollectionViewRestriction.LOGIN
    )
    return place


def addresses_end(image):
    """Rename a picture, for its copies in other sizes are named after it."""
    image.renditions.all().delete()
    storage, old = image.file.storage, image.file.name
    new = Path(old).with_stem(uuid4().hex)
    try:
        with storage.open(old) as original:
            image.file.name = storage.save(str(new), original)
    except FileNotFoundError:  # nothing is left to be seen
        return
    erase = partial(delete_file_from_storage_task.enqueue, storage.deconstruct(), old)
    transaction.on_commit(erase)
