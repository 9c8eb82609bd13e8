"""Which documents and pictures anybody may open."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction


def public_documents(ids):
    """Documents that anybody may open, whatever collection they lie in."""
    if not ids:
        return []
    documents = get_document_model().objects.filter(pk__in=ids)
    return list(in_open_collections(documents).order_by("pk"))


def in_open_collections(media):
    return media.exclude(in_a_closed_collection())


def in_a_closed_collection():
    path = ExpressionWrapper(OuterRef("collection__path"), CharField())
    closed = CollectionViewRestriction.objects.annotate(below=path)
    closed = closed.filter(below__startswith=F("collection__path"))
    return Exists(closed)
