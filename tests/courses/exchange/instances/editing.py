"""An editor who does anything at all, and tells who may read what afterwards."""

import time
from random import Random

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from wagtail.models import Locale, Site

from courses import setup
from courses.models import CoursePage
from tests.courses.factories import (
    ContributorFactory,
    CreditFactory,
    LiveSessionFactory,
    default_home,
    licence,
)
from tests.courses.paths.factories import path_through
from tests.courses.records import ways
from tests.courses.trees import translate

from .making import LICENCES
from .marks import public_marks
from .mending import CATEGORIES, Mender
from .world import Missing, World

EACH = 25  # courses for each picture, each document, each contributor

# What takes much of the site away, or all; it is put right soon after.
GREAT = {
    "unpublish with all below", "unpublish its category", "unpublish the catalogue",
    "restrict its category", "restrict the home page", "a restriction is moved here",
    "another first page", "no site", "the licence becomes unknown",
    "move its category off", "the licence is changed", "licence", "hostname",
    "name of the site", "delete its category", "slug of its category",
    "title of its category",
}  # fmt: skip
WAYS = {
    **ways.COURSE_LEAVES, **ways.WORDS_LEAVE, **ways.COURSE_CHANGES,
    **{f"lesson: {name}": way for name, way in ways.LESSON_LEAVES.items()},
    **{f"file: {name}": way for name, way in ways.FILE_LEAVES.items()},
}  # fmt: skip
SMALL = sorted(WAYS.keys() - GREAT)
CHANCE_OF_GREAT, CHANCE_OF_MENDING = 0.04, 0.12


class Editor(Mender):
    def __init__(self, seed):
        super().__init__(Random(seed), first_mark=seed * 10**5)
        self.mend_in = 0
        self.own = [
            self.publish, self.republish, self.rename, self.write, self.write_lesson,
            self.add_lesson, self.draft, self.license, self.tag, self.credit,
            self.invite, self.translate, self.alias, self.new_file,
            self.rename_contributor, self.lead,
        ]  # fmt: skip

    def begin(self, port, courses):
        """A site with categories, and courses of every kind; or with none."""
        setup.ensure_catalogue(default_home())
        Site.objects.update(hostname="127.0.0.1", port=port)
        if not courses:
            return []
        for _number in range(min(CATEGORIES, 2 + courses // EACH)):
            self.new_category()
        for _number in range(2 + courses // EACH):
            self.new_picture()
            self.new_document()
            ContributorFactory(name=f"Guru {self.marks.new()}")
        for _number in range(courses):
            self.publish()
        return sorted(public_marks())

    def resume(self, port, courses):
        """Go on with what ``begin`` made, in another process."""
        self.know(port, courses)
        return sorted(public_marks())

    def edit(self):
        """Do anything; return what, when, and which marks are public after it."""
        return self.told_of(*self.choose())

    def edit_for_good(self):
        """Put everything right, so that the site can be taken over."""
        return self.told_of("mend all", self.mend_all)

    def told_of(self, name, way):
        self.world, self.marks.made = World(self.random), []
        begun = time.monotonic()
        try:
            way()
        except (ValidationError, Missing) as refused:
            name = f"{name}, refused: {refused!r:.80}"
        ended = time.monotonic()
        return {
            "name": name,
            "begun": begun,
            "ended": ended,
            "made": self.marks.made,
            "public": sorted(public_marks()),
        }

    def choose(self):
        self.mend_in -= 1
        if self.mend_in == 0:
            return "mend all", self.mend_all
        chance = self.random.random()
        if chance < CHANCE_OF_GREAT and self.mend_in < 0:
            self.mend_in = self.random.randrange(1, 4)
            return self.way(self.random.choice(sorted(GREAT)))
        if chance < CHANCE_OF_GREAT + CHANCE_OF_MENDING:
            return self.named(self.random.choice(self.mending))
        if chance < 0.5:
            return self.named(self.random.choice(self.own))
        return self.way(self.random.choice(SMALL))

    def way(self, name):
        return name, lambda: WAYS[name](self.world)

    def named(self, edit):
        return edit.__name__, edit

    # What editors do from day to day

    def rename(self):
        mark = self.marks.new()
        self.save(self.world.course, title=f"Kursus {mark}", slug=f"nama-{mark}")

    def write(self):
        self.save(self.world.course, body=self.body())

    def write_lesson(self):
        mark = self.marks.new()
        self.save(self.world.lesson, title=f"Pelajaran {mark}", body=self.body())

    def add_lesson(self):
        self.new_lesson(self.world.course)

    def draft(self):
        page = self.world.course
        page.title, page.body = f"Rahasia {self.marks.new()}", self.body()
        page.save_revision()

    def license(self):
        chosen = licence(self.random.choice(LICENCES))
        self.save(self.world.course, licence=chosen, rights_note="Surat izin 3 Mei.")

    def tag(self):
        self.world.course.tags.set([f"tag {self.marks.new()}"])
        self.save(self.world.course)

    def credit(self):
        CreditFactory(
            page=self.world.course,
            contributor=ContributorFactory(name=f"Guru {self.marks.new()}"),
            role=self.random.choice(["author", "translator"]),
        )

    def rename_contributor(self):
        ways.save(self.world.contributor, name=f"Guru {self.marks.new()}")

    def invite(self):
        title = f"Kelas {self.marks.new()}"
        LiveSessionFactory(course=self.world.course, title=title)

    def new_file(self):
        file = ContentFile(b"baru", f"{self.marks.new()}.csv")
        ways.save(self.world.document, file=file)

    def lead(self):
        steps = [self.world.one(CoursePage, live=True) for _number in range(2)]
        path_through(*set(steps), title=f"Jalur {self.marks.new()}")

    def translate(self):
        course = self.world.course
        english, _created = Locale.objects.get_or_create(language_code="en")
        for page in [*course.get_ancestors(inclusive=True).filter(depth__gt=1)]:
            if not page.specific.has_translation(english):
                translate(page)
            made = page.specific.get_translation(english)
        self.save(made, title=f"Course {self.marks.new()}", body=self.body())

    def alias(self):
        course = self.world.course
        course.create_alias(parent=self.world.other, update_slug=self.marks.new())
