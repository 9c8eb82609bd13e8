"""An editor of one instance in a process of its own: orders come line by line."""

import json
import sys
from random import Random

BLOCKS = [
    ("heading", "Bagian baru"),
    ("quote", {"quote": "Saya tahu hari sepi.", "speaker": "Bu Sari", "source": ""}),
    ("callout", {"kind": "tip", "text": "<p>Simpan <b>buku</b>.</p>"}),
    ("code", {"language": "sql", "code": "SELECT 1\n  FROM kas"}),
    ("video", {"url": "https://youtu.be/aqz-KE-bpKQ", "title": "Kas", "minutes": 4}),
    ("accordion", {"items": [{"heading": "Berapa?", "text": "<p>Lima.</p>"}]}),
    (
        "table",
        {
            "table": {
                "columns": [
                    {"type": "text", "heading": "Hari"},
                    {"type": "number", "heading": "Rp"},
                ],
                "rows": [{"values": ["Senin", "5"]}],
                "caption": "Kas",
            },
            "row_headings": True,
        },
    ),
    (
        "quiz",
        {
            "title": "",
            "questions": [
                {
                    "question": "Kapan?",
                    "choices": [
                        {"text": "Hari ini", "right": True, "explanation": ""},
                        {"text": "Besok", "right": False, "explanation": "Lupa."},
                    ],
                    "explanation": "<p>Lima menit.</p>",
                }
            ],
        },
    ),
]
LICENCES = ["cc-by-4.0", "cc-by-sa-4.0", "cc-by-nd-4.0", "embed-only", "by-permission"]


class Editor:
    def __init__(self, seed):
        self.random = Random(seed)
        self.count = 0

    def begin(self, port, courses):
        """A site with categories and courses of every kind."""
        from wagtail.models import Site

        from courses import setup
        from tests.courses.factories import default_home

        setup.ensure_catalogue(default_home())
        Site.objects.update(hostname="127.0.0.1", port=port)
        for _number in range(courses):
            self.publish()

    def edit(self, times):
        """Any edits; tell which, for whoever reads a failure."""
        edits = [
            self.publish, self.unpublish, self.republish, self.delete, self.move,
            self.rename, self.restrict, self.open, self.write, self.write_lesson,
            self.delete_lesson, self.turn_lessons, self.license, self.tag,
        ]  # fmt: skip
        done = []
        for _number in range(times):
            edit = self.random.choice(edits)
            edit()
            done.append(edit.__name__)
        return done

    def keep(self):
        from courses.records.keeping import keep_all

        keep_all()

    def one(self, model, **wanted):
        rows = list(model.objects.filter(**wanted).order_by("pk"))
        return self.random.choice(rows) if rows else None

    def course(self, **wanted):
        from courses.models import CoursePage

        return self.one(CoursePage, **wanted)

    def body(self):
        self.count += 1
        start = ("text", f"<p>Bagian {self.count}, <a href='/kursus/'>lihat</a>.</p>")
        return [start, *self.random.sample(BLOCKS, self.random.randrange(len(BLOCKS)))]

    def publish(self):
        from courses.models import CategoryPage
        from tests.courses.factories import (
            CourseFactory,
            CreditFactory,
            LessonFactory,
            licence,
        )

        self.count += 1
        course = CourseFactory(
            parent=self.one(CategoryPage),
            title=f"Kursus {self.count} {self.random.randrange(9**9)}",
            body=self.body(),
            licence=licence(self.random.choice(LICENCES[:4])),
        )
        CreditFactory(
            page=course,
            contributor__name=f"Guru {self.random.random()}",
        )
        for _number in range(self.random.randrange(4)):
            LessonFactory(parent=course, body=self.body())
        fresh = type(course).objects.get(pk=course.pk)
        fresh.tags.add("uang")
        self.save(fresh)

    def save(self, page):
        if page:
            page.save_revision(clean=False).publish()

    def unpublish(self):
        if course := self.course(live=True):
            course.unpublish()

    def republish(self):
        self.save(self.course(live=False))

    def delete(self):
        if course := self.course():
            course.delete()

    def move(self):
        from courses.models import CategoryPage

        course, category = self.course(), self.one(CategoryPage)
        if not CategoryPage.objects.child_of(category).filter(slug=course.slug):
            course.move(category, "last-child")

    def rename(self):
        if course := self.course(live=True):
            course.title = f"{course.title[:100]} {self.random.randrange(99)}"
            course.slug = f"nama-{self.random.randrange(9**9)}"
            self.save(course)

    def restrict(self):
        from wagtail.models import PageViewRestriction

        if course := self.course():
            kind = PageViewRestriction.LOGIN
            PageViewRestriction.objects.create(page=course, restriction_type=kind)

    def open(self):
        from wagtail.models import PageViewRestriction

        for each in PageViewRestriction.objects.order_by("pk")[:1]:
            each.delete()

    def write(self):
        if course := self.course(live=True):
            course.body = self.body()
            self.save(course)

    def lesson(self):
        from courses.models import LessonPage

        return self.one(LessonPage, live=True)

    def write_lesson(self):
        if lesson := self.lesson():
            lesson.body = self.body()
            lesson.title = f"Pelajaran {self.random.randrange(999)}"
            self.save(lesson)

    def delete_lesson(self):
        if lesson := self.lesson():
            lesson.delete()

    def turn_lessons(self):
        if lesson := self.lesson():
            parent = lesson.get_parent()
            lesson.move(parent, "first-child")

    def license(self):
        from tests.courses.factories import licence

        if course := self.course(live=True):
            course.licence = licence(self.random.choice(LICENCES))
            course.rights_note = "Surat izin 3 Mei."
            self.save(course)

    def tag(self):
        if course := self.course(live=True):
            course.tags.set([f"tag {self.random.randrange(9)}"])
            self.save(course)

    def told(self):
        """What the public is told here: each course's digest and licence."""
        from courses.exchange.mirroring.digests import content_digest
        from courses.models import ContentRecord

        self.keep()
        rows = ContentRecord.objects.told().filter(kind="course")
        found = {}
        for row in rows:
            data = json.loads(row.data)
            found[data["uid"]] = {
                "digest": content_digest(data),
                "state": data["licence"]["state"],
                "lessons": [lesson["uid"] for lesson in data["lessons"]],
                "based_on": data["isBasedOn"],
            }
        return found


def main():
    import django

    django.setup()
    editor = Editor(int(sys.argv[1]))
    for line in sys.stdin:
        name, arguments = json.loads(line)
        found = getattr(editor, name)(*arguments)
        sys.stdout.write(f"{json.dumps(found)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
