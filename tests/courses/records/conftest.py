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
from courses.records.keeping import keep_all
from courses.records.standing import standing
from tests.beginnings import begins_with
from tests.courses.api.test_content import stored
from tests.courses.conftest import build_category
from tests.courses.factories import (
    CategoryFactory,
    ContributorFactory,
    CourseFactory,
    CreditFactory,
    LessonFactory,
    LiveSessionFactory,
    default_catalogue,
    default_home,
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

    @property
    def licence(self):
        return self.course.licence


def build_world():
    category = CategoryPage.objects.get(slug="bisnis-digital")
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
            ("image", {"image": {"image": image.pk, "alt_text": "x"}, "caption": ""}),
        ]
    )
    course = CourseFactory(parent=category, title="Catat uang", body=body, cover=image)
    course.tags.add("excel")
    course.save()
    LessonFactory(parent=course, title="Satu", body=text("Rahasia kas."))
    CreditFactory(page=course, contributor=ContributorFactory(name="Sari"))
    LiveSessionFactory(course=course, title="Tanya jawab")
    other = CategoryFactory(parent=default_catalogue(), title="Wirausaha")
    path_through(course, CourseFactory(parent=other, title="Buka warung"))
    keep_all()


@pytest.fixture
@begins_with(default_home, default_catalogue, build_category, build_world)
def world(category):
    return World(
        category=category,
        other=CategoryPage.objects.get(title="Wirausaha"),
        course=CoursePage.objects.get(title="Catat uang"),
        lesson=LessonPage.objects.get(),
        contributor=Contributor.objects.get(),
        session=LiveSession.objects.get(),
        path=LearningPathPage.objects.get(),
        image=get_image_model().objects.get(),
        document=get_document_model().objects.get(),
        collection=Collection.objects.get(name="Bahan"),
    )


@pytest.fixture
def nothing_rendered(monkeypatch):
    """Readers find out what changed, but nobody renders anything."""
    monkeypatch.setattr("courses.records.standing.FEW", 0)


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
