"""Words that stand nowhere else, and who may read them now.

What is public is found out from the tables alone, by rules written once more: nothing
here asks the code that it judges.
"""

import json
import re
from itertools import count

from django.db.models import TextField
from django.db.models.functions import Cast
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    Site,
)

from courses.models import (
    CategoryPage,
    CoursePage,
    LearningPathPage,
    LessonPage,
    LiveSession,
)

MARK = re.compile(r"rhs\d{8}")
STEP = 4  # characters of a page's path for each level


def marks_in(*texts):
    return {mark for text in texts for mark in MARK.findall(str(text))}


class Marks:
    """Makes new ones, beginning after those of a run before."""

    def __init__(self, first):
        self.numbers = count(first)
        self.made = []

    def new(self):
        self.made.append(f"rhs{next(self.numbers):08}")
        return self.made[-1]


def public_marks():
    """Every mark that the API may tell of at this moment."""
    return Public().marks()


def public_words():
    """Those of courses and lessons alone, their addresses left out."""
    return Public().words()


class Public:
    def __init__(self):
        keys = Site.objects.values("root_page__translation_key")
        homes = Page.objects.filter(translation_key__in=keys)  # in every language
        self.roots = set(homes.values_list("path", flat=True))
        barred = PageViewRestriction.objects.values_list("page__path", flat=True)
        unpublished = Page.objects.filter(live=False).values_list("path", flat=True)
        self.closed = {*barred, *unpublished}
        self.courses = {course.path: course for course in self.told_courses()}

    def is_visible(self, path):
        above = {path[:end] for end in range(STEP, len(path) + 1, STEP)}
        return bool(above & self.roots) and not above & self.closed

    def pages(self, model):
        pages = model.objects.filter(alias_of=None).order_by()
        if hasattr(model, "body"):
            pages = pages.annotate(stored=Cast("body", TextField())).defer("body")
        return [page for page in pages if self.is_visible(page.path)]

    def told_courses(self):
        for course in self.pages(CoursePage):
            licence = course.licence
            if licence and licence.state != "unknown" and course.rights_holder:
                course.shared = licence.state == "open" and licence.may_share
                yield course

    def marks(self):
        return self.words() | self.addresses() | self.around() | self.files()

    def words(self):
        found = set()
        for course in self.courses.values():
            found |= marks_in(course.title, course.summary)
            if course.shared:
                found |= marks_in(course.stored)
        for lesson, course in self.lessons():
            found |= marks_in(lesson.title, lesson.summary)
            if course.shared:
                found |= marks_in(lesson.stored)
        return found

    def lessons(self):
        for lesson in self.pages(LessonPage):
            if course := self.courses.get(lesson.path[:-STEP]):
                yield lesson, course

    def addresses(self):
        lessons = [lesson.slug for lesson, _course in self.lessons()]
        return marks_in(*lessons, *(course.slug for course in self.courses.values()))

    def around(self):
        """Categories, paths, people, tags and classes."""
        found = set()
        for page in self.pages(CategoryPage) + self.pages(LearningPathPage):
            found |= marks_in(page.title, page.slug, getattr(page, "introduction", ""))
        ids = [course.pk for course in self.courses.values()]
        told = CoursePage.objects.filter(pk__in=ids)
        names = ("credits__contributor__name", "credits__contributor__slug")
        for row in told.values_list(*names, "tags__name", "tags__slug"):
            found |= marks_in(*row)
        for session in LiveSession.objects.filter(course__in=ids):
            found |= marks_in(session.title)
        return found

    def files(self):
        """By name, of those that a text points to which may be copied."""
        barred = Collection.objects.filter(
            pk__in=CollectionViewRestriction.objects.values("collection")
        )
        closed = {each.path for each in barred}
        used = {("image", c.cover_id) for c in self.courses.values() if c.shared}
        shared = [course for course in self.courses.values() if course.shared]
        lessons = [lesson for lesson, course in self.lessons() if course.shared]
        for page in [*shared, *lessons]:
            used |= set(files_of(json.loads(page.stored)))
        found = set()
        for kind, model in FILES.items():
            ids = [pk for used_kind, pk in used if used_kind == kind]
            files = model.objects.filter(pk__in=ids).select_related("collection")
            for file in files:
                if not any(file.collection.path.startswith(path) for path in closed):
                    found |= marks_in(file.file.name)
        return found


FILES = {"image": get_image_model(), "document": get_document_model()}


def files_of(blocks):
    for block in blocks:
        value = block["value"]
        if block["type"] == "document":
            yield "document", value["document"]
        if block["type"] == "image":
            yield "image", value["image"]["image"]
