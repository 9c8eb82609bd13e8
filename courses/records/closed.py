"""Files in collections that not everybody may open: they are told nowhere."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, QuerySet
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from ..media.documents import in_a_closed_collection
from ..models import RecordUse
from ..models.records import Thing
from .courses import Use

CLOSED = {
    Thing.IMAGE: Thing.CLOSED_IMAGE,
    Thing.DOCUMENT: Thing.CLOSED_DOCUMENT,
}


def files(thing: Thing) -> QuerySet:  # type: ignore[type-arg]
    model = get_image_model() if thing == Thing.IMAGE else get_document_model()
    return model.objects.filter(in_a_closed_collection()).order_by()


def with_closed(uses: set[Use]) -> set[Use]:
    """Add which of the files in use were left out."""
    marks: set[Use] = set()
    for thing, mark in CLOSED.items():
        ids = [pk for kind, pk in uses if kind == thing]
        if ids:
            closed = files(thing).filter(pk__in=ids)
            marks |= {(mark.value, pk) for pk in closed.values_list("pk", flat=True)}
    return uses | marks


def newly_closed() -> Iterator[tuple[str, int]]:
    """Units that still tell of a file that is closed by now."""
    for thing, mark in CLOSED.items():
        known = RecordUse.objects.filter(
            unit=OuterRef("unit"),
            unit_id=OuterRef("unit_id"),
            thing=mark,
            thing_id=OuterRef("thing_id"),
        )
        uses = RecordUse.objects.filter(
            thing=thing, thing_id__in=files(thing).values("pk")
        )
        yield from uses.exclude(Exists(known)).values_list("unit", "unit_id")
