import json
from dataclasses import dataclass

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection

from courses.models import (
    CategoryPage,
    ContentRecord,
    Contributor,
    CoursePage,
    LearningPathPage,
    LessonPage,
    LiveSession,
)
from courses.records import keeping
from courses.records.keeping import keep_all, standing
from tests.courses.api.test_content import stored
from tests.courses.factories import (
    CategoryFactory,
    ContributorFactory,
    CourseFactory,
    CreditFactory,
    LessonFactory,
    LiveSessionFactory,
    text,
)
from tests.courses.paths.factories import path_through


@dataclass
class World:
    """One of everything that is told of, all public."""

    category: CategoryPage
    other: CategoryPage
    course: CoursePage
    lesson: LessonPage
    contributor: Contributor
    session: LiveSession
    path: LearningPathPage
    image: object
    document: object
    collection: Collection


@pytest.fixture
def world(db, catalogue, category):
    collection = Collection.get_first_root_node().add_child(name="Bahan")
    image = get_image_model().objects.create(
        title="Roti", file=get_test_image_file(), collection=collection
    )
    document = get_document_model().objects.create(
        title="Buku kas",
        file=ContentFile(b"a,b\n1,2\n", "kas.csv"),
        collection=collection,
    )
    body = stored(
        [
            *text("Ambil buku tulis."),
            ("document", {"document": document.pk, "title": "Unduh"}),
            (
                "image",
                {"image": {"image": image.pk, "alt_text": "Roti"}, "caption": ""},
            ),
        ]
    )
    course = CourseFactory(parent=category, title="Catat uang", body=body, cover=image)
    course.tags.add("excel")
    course.save()
    lesson = LessonFactory(
        parent=course, title="Hari pertama", body=text("Rahasia kas.")
    )
    contributor = ContributorFactory(name="Sari")
    CreditFactory(page=course, contributor=contributor)
    other = CategoryFactory(parent=catalogue, title="Wirausaha")
    path = path_through(course, CourseFactory(parent=other, title="Buka warung"))
    made = World(
        category=category,
        other=other,
        course=course,
        lesson=lesson,
        contributor=contributor,
        session=LiveSessionFactory(course=course, title="Tanya jawab"),
        path=path,
        image=image,
        document=document,
        collection=collection,
    )
    keep_all()
    return made


@pytest.fixture
def nothing_rendered(monkeypatch):
    """Readers find out what changed, but nobody renders anything."""
    monkeypatch.setattr(keeping, "FEW", -1)


@pytest.fixture
def told():
    """The document of a thing as a reader is told it now; None if it is not."""

    def find(thing):
        now = standing()
        records = ContentRecord.objects.told() if now.due else updated()
        record = records.filter(pk=thing.uid).first()
        return json.loads(record.data) if record else None

    return find


def updated():
    return ContentRecord.objects.filter(state=ContentRecord.State.UPDATED)
