"""New things, each with a mark of its own."""

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection

from courses.models import CategoryPage, Contributor, CoursePage
from tests.courses.factories import (
    CategoryFactory,
    CourseFactory,
    CreditFactory,
    LessonFactory,
    LiveSessionFactory,
    default_catalogue,
    licence,
)

from .bodies import BLOCKS
from .marks import Marks
from .world import World

LICENCES = ["cc-by-4.0", "cc-by-sa-4.0", "cc-by-nd-4.0", "embed-only", "by-permission"]


class Maker:
    def __init__(self, random, first_mark):
        self.random = random
        self.marks = Marks(first_mark)
        self.world = World(random)

    def body(self):
        start = ("text", f"<p>{self.marks.new()}, <a href='/kursus/'>lihat</a>.</p>")
        more = self.random.sample(BLOCKS, self.random.randrange(len(BLOCKS)))
        return [start, *more, *self.files()]

    def files(self):
        if self.random.random() < 0.25:
            document = self.world.one(get_document_model())
            yield "document", {"document": document, "title": "Unduh"}
        if self.random.random() < 0.1:
            image = self.world.one(get_image_model())
            image.contextual_alt_text, image.decorative = "Toko", False
            yield "image", {"image": image, "caption": ""}

    def new_category(self):
        CategoryFactory(parent=default_catalogue(), title=f"Kat {self.marks.new()}")

    def new_picture(self):
        file = get_test_image_file(f"{self.marks.new()}.png", size=(120, 80))
        get_image_model().objects.create(
            title="Toko", file=file, collection=self.collection("Bahan")
        )

    def new_document(self):
        file = ContentFile(b"a,b\n1,2\n", f"{self.marks.new()}.csv")
        get_document_model().objects.create(
            title="Buku kas", file=file, collection=self.collection("Bahan")
        )

    def collection(self, name):
        found = Collection.objects.filter(name=name).first()
        return found or Collection.get_first_root_node().add_child(name=name)

    def publish(self):
        course = CourseFactory(
            parent=self.world.one(CategoryPage),
            title=f"Kursus {self.marks.new()}",
            body=self.body(),
            licence=licence(self.random.choice(LICENCES[:4])),
            handover_price=self.random.choice([None, None, 0, 1]),
        )
        CreditFactory(page=course, contributor=self.world.one(Contributor))
        for _number in range(self.random.randrange(3)):
            self.new_lesson(course)
        if self.random.random() < 0.1:
            LiveSessionFactory(course=course, title=f"Kelas {self.marks.new()}")
        fresh = CoursePage.objects.get(pk=course.pk)
        fresh.tags.add(self.random.choice(["uang", "excel"]))
        self.save(fresh)

    def new_lesson(self, course):
        title = f"Pelajaran {self.marks.new()}"
        LessonFactory(parent=course, title=title, body=self.body())

    def save(self, page, **values):
        for name, value in values.items():
            setattr(page, name, value)
        page.save_revision().publish()
