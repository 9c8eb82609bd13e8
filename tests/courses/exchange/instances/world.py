"""Anything of a site, drawn by chance."""

from functools import cached_property

from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from courses.models import (
    CategoryPage,
    Contributor,
    CoursePage,
    LessonPage,
    LiveSession,
)


class World:
    """Anything of a site, drawn when it is asked for; as the records' tests name it."""

    def __init__(self, random):
        self.random = random

    def one(self, model, **wanted):
        keys = (
            model.objects.filter(**wanted).order_by("pk").values_list("pk", flat=True)
        )
        if not keys:
            raise Missing(model.__name__)
        return model.objects.get(pk=self.random.choice(keys))

    @cached_property
    def lesson(self):
        return self.one(LessonPage, live=True)

    @cached_property
    def course(self):
        above = CoursePage.objects.parent_of(self.lesson).filter(alias_of=None).first()
        if above and self.random.random() < 0.5:
            return above
        return self.one(CoursePage, live=True, alias_of=None)

    @property
    def licence(self):
        if self.course.licence is None:
            raise Missing("Licence")
        return self.course.licence

    @cached_property
    def category(self):
        above = CategoryPage.objects.parent_of(self.course).first()
        return above or self.one(CategoryPage)

    @cached_property
    def other(self):
        return self.one(CategoryPage)

    @cached_property
    def session(self):
        return self.one(LiveSession)

    @cached_property
    def contributor(self):
        return self.one(Contributor)

    @cached_property
    def image(self):
        return self.one(get_image_model())

    @cached_property
    def document(self):
        return self.one(get_document_model())

    @property
    def collection(self):
        return self.document.collection


class Missing(Exception):
    """There is nothing of this kind left to edit."""
