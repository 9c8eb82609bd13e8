import io

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction
from wagtail_factories import ImageFactory

from tests.courses.factories import CourseFactory, LessonFactory, licence


@pytest.fixture(autouse=True)
def fresh(settings):
    settings.PAGE_CACHE_ENABLED = False


@pytest.fixture
def course(category):
    """A course under CC BY with a picture, a file and two lessons."""
    body = [
        ("text", "<p>Ambil buku tulis.</p>"),
        ("image", {"image": picture(), "caption": "Buku kas"}),
        ("document", {"document": document("tabel.txt"), "title": "Tabel kas"}),
    ]
    made = CourseFactory(parent=category, title="Buku kas", body=body)
    LessonFactory(parent=made, title="Mulai")
    LessonFactory(parent=made, title="Tutup buku")
    return made


@pytest.fixture
def embedded(category):
    """A course that its owner lets be shown here, and no more."""
    allowed = licence("embed-only")
    return CourseFactory(parent=category, title="Titipan", licence=allowed)


def picture():
    made = ImageFactory()
    made.contextual_alt_text, made.decorative = "Buku tulis", False
    return made


def document(name, content=b"isi", **facts):
    made = get_document_model()(title=name, **facts)
    made.file.save(name, ContentFile(content))
    made.file_size = len(content)
    made.save()
    return made


def closed_collection():
    made = Collection.get_first_root_node().add_child(name="Tertutup")
    restriction = CollectionViewRestriction.LOGIN
    CollectionViewRestriction.objects.create(
        collection=made, restriction_type=restriction
    )
    return made


def whole(answer):
    """The bytes of an answer that comes in pieces."""
    return io.BytesIO(b"".join(answer))
