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
OF_A_COURSE = (
    "summary", "stored", "cover", "rights_holder", "licence__state",
    "licence__may_share",
)  # fmt: skip
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
        told = {course.path: course for course in self.rows(CoursePage, *OF_A_COURSE)}
        self.courses = {
            path: one for path, one in told.items() if rights_are_known(one)
        }
        lessons = self.rows(LessonPage, "summary", "stored")
        self.lessons = [row for row in lessons if row.path[:-STEP] in self.courses]

    def is_visible(self, path):
        above = {path[:end] for end in range(STEP, len(path) + 1, STEP)}
        return bool(above & self.roots) and not above & self.closed

    def rows(self, model, *names):
        pages = model.objects.filter(alias_of=None).order_by()
        if "stored" in names:
            pages = pages.annotate(stored=Cast("body", TextField()))
        found = pages.values_list("pk", "path", "title", "slug", *names, named=True)
        return [row for row in found if self.is_visible(row.path)]

    def marks(self):
        return self.words() | self.addresses() | self.around() | self.files()

    def words(self):
        pages = [*self.courses.values(), *self.lessons]
        facts = marks_in(*(page.title + page.summary for page in pages))
        return facts | marks_in(*(page.stored for page in self.copied()))

    def copied(self):
        """Courses and lessons whose text may be passed on."""
        free = {path for path, one in self.courses.items() if may_be_shared(one)}
        yield from map(self.courses.get, free)
        yield from (row for row in self.lessons if row.path[:-STEP] in free)

    def addresses(self):
        pages = [*self.courses.values(), *self.lessons]
        return marks_in(*(page.slug for page in pages))

    def around(self):
        """Categories, paths, people, tags and classes."""
        found = set()
        pages = self.rows(CategoryPage, "introduction") + self.rows(LearningPathPage)
        for page in pages:
            found |= marks_in(page)
        ids = [course.pk for course in self.courses.values()]
        told = CoursePage.objects.filter(pk__in=ids).order_by()
        for name in ("contributor__name", "contributor__slug"):
            found |= marks_in(*told.values_list(f"credits__{name}", flat=True))
        found |= marks_in(*told.values_list("tags__name", flat=True))
        sessions = LiveSession.objects.filter(course__in=ids)
        return found | marks_in(*sessions.values_list("title", flat=True))

    def files(self):
        """By name, of those that a text points to which may be copied."""
        barred = Collection.objects.filter(
            pk__in=CollectionViewRestriction.objects.values("collection")
        )
        closed = {each.path for each in barred}
        pages = list(self.copied())
        used = {("image", getattr(page, "cover", None)) for page in pages}
        for page in pages:
            used |= set(files_of(json.loads(page.stored)))
        found = set()
        for kind, model in FILES.items():
            ids = [pk for used_kind, pk in used if used_kind == kind]
            files = model.objects.filter(pk__in=ids).values_list(
                "file", "collection__path"
            )
            for name, path in files:
                if not any(path.startswith(above) for above in closed):
                    found |= marks_in(name)
        return found


def rights_are_known(course):
    state = course.licence__state
    return state and state != "unknown" and bool(course.rights_holder)


def may_be_shared(course):
    return course.licence__state == "open" and course.licence__may_share


FILES = {"image": get_image_model(), "document": get_document_model()}


def files_of(blocks):
    for block in blocks:
        value = block["value"]
        if block["type"] == "document":
            yield "document", value["document"]
        if block["type"] == "image":
            yield "image", value["image"]["image"]
