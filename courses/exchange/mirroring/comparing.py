"""A version that waits, beside the one here: facts in rows, text line by line."""

from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import attrgetter

from django.utils.translation import gettext as _

from ...models import CourseCredit, CoursePage, LessonPage, Licence, MirroredPage
from ...records import documents
from ...records.courses import CourseSource
from ...records.visibility import Visibility
from ...rights import Permits
from ...showing.facts import duration
from .digests import FACTS, parts
from .matching import matches
from .pages import newest
from .standing import lessons_met, page_is_changed

NEEDS = {
    "device": "device",
    "internet": "needs_internet",
    "app": "needs_app",
    "account": "needs_account",
}
HEADING = "§ "
FEW = 4  # lines that both say; more of them are folded


@dataclass(frozen=True)
class Fact:
    label: str
    here: str
    there: str


@dataclass(frozen=True)
class Line:
    """``change`` is empty for what both say, else ``added`` or ``removed``."""

    text: str
    change: str = ""

    @property
    def is_heading(self):
        return self.text.startswith(HEADING)

    @property
    def stays_open(self):
        return bool(self.change or self.is_heading)


@dataclass(frozen=True)
class Passage:
    lines: list[Line]
    is_folded: bool = False


class Ours(CourseSource):
    """What taking the version that waits would replace, published or not.

    Editors read it, whatever the licence gives the public.
    """

    def __init__(self, row):
        course = newest(row.page_id)
        course.licence = course.licence or Licence()  # a draft may have none
        super().__init__(course, Visibility())
        self.row = row
        self.permits = Permits(show=True, embed=True, link=True, share=True)

    @cached_property
    def lessons(self):
        """Lessons of our own stay as they are: nothing is decided on them."""
        brought = [lesson["uid"] for lesson in self.row.waiting["lessons"]]
        rows = lessons_met(self.row, brought).exclude(page=None)
        ids = [row.page_id for row in rows if is_ours(row)]
        pages = LessonPage.objects.child_of(self.course).filter(pk__in=ids)
        return [page.get_latest_revision_as_object() for page in pages.order_by("path")]

    @cached_property
    def tagged(self):
        rows = self.course.tagged_items.select_related("tag")
        return sorted(rows, key=attrgetter("tag.name"))

    @cached_property
    def credits(self):
        credits = self.course.credits.order_by("sort_order")
        return [credit for credit in credits if credit.contributor_id]


def is_ours(row):
    """What the source took away comes back as new, unless somebody here edited it."""
    gone = row.state == MirroredPage.State.GONE and not row.page.live
    return not gone or page_is_changed(row)


def document_of(row):
    """The newest version here, as the API would tell it."""
    _facts, document = documents.course(Ours(row).document())
    return document


def facts(here, there):
    """The facts that are not the same, in the words of the editor's form."""
    found = [column(name, name, here, there) for name in FACTS]
    needs = here.get("needs") or {}, there.get("needs") or {}
    found += [column(name, field, *needs) for name, field in NEEDS.items()]
    for label, said in (
        (_("licence"), licence),
        (_("tags"), tags),
        (_("contributors"), credits),
    ):
        found.append(Fact(label, shown(said(here)), shown(said(there))))
    return [fact for fact in found if fact.here != fact.there]


def column(name, field_name, here, there):
    field = CoursePage._meta.get_field(field_name)
    words = dict(field.flatchoices) or {True: _("Yes"), False: _("No")}
    ours, theirs = (words.get(each.get(name), each.get(name)) for each in (here, there))
    return Fact(str(field.verbose_name), shown(ours), shown(theirs))


def licence(document):
    return (document.get("licence") or {}).get("name")


def tags(document):
    return ", ".join(sorted(document.get("tags") or (), key=str.casefold))


def credits(document):
    roles = dict(CourseCredit.Role.choices)
    return ", ".join(
        f"{each['name']} ({roles.get(each['role'], each['role'])})"
        for each in document.get("contributors") or ()
    )


def shown(value):
    return "–" if value in (None, "") else str(value)


def lines(here, there):
    """Every line of both texts, in the order of the new one."""
    ours, theirs = text_lines(here), text_lines(there)
    found, i, j = [], 0, 0
    for here, there in [*matches(ours, theirs), (len(ours), len(theirs))]:
        found += [Line(text, "removed") for text in ours[i:here]]
        found += [Line(text, "added") for text in theirs[j:there]]
        found += [Line(text) for text in ours[here : here + 1]]
        i, j = here + 1, there + 1
    return found


def passages(found):
    """The lines in groups; what both say at length is folded but for its ends."""
    grouped = []
    for stays_open, run in groupby(found, key=attrgetter("stays_open")):
        run = list(run)
        if stays_open or len(run) <= FEW:
            grouped.append(Passage(run))
        else:
            middle = Passage(run[1:-1], is_folded=True)
            grouped += [Passage(run[:1]), middle, Passage(run[-1:])]
    return grouped


def text_lines(document):
    found = list(block_lines(document["blocks"]))
    for lesson in document["lessons"]:
        takes = duration(lesson["duration_minutes"])
        found.append(f"{HEADING}{lesson['title']} · {takes}")
        found += filter(None, [lesson["summary"]])
        found += block_lines(lesson["blocks"])
    return found


def block_lines(blocks):
    for block in blocks:
        for text in parts(block):
            yield from filter(None, map(str.strip, text.splitlines()))
