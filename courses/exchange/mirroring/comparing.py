"""A version that waits, beside the one here: facts in rows, text line by line."""

from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...models import CoursePage
from ...records import documents
from ...records.courses import CourseSource
from ...records.visibility import Visibility
from .digests import parts
from .pages import newest

COLUMNS = {
    "title": gettext_lazy("title"),
    "summary": gettext_lazy("summary"),
    **{
        name: CoursePage._meta.get_field(name).verbose_name
        for name in ("format", "level", "language", "duration_minutes", "rights_holder")
    },
}


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


def document_of(page_pk):
    """The newest version here, as the API would tell it."""
    source = CourseSource(newest(page_pk), Visibility())
    _facts, document = documents.course(source.document())
    return document


def facts(here, there):
    """The facts that are not the same."""
    found = [
        (label, here.get(name), there.get(name)) for name, label in COLUMNS.items()
    ]
    found.append((_("licence"), name_of(here, "licence"), name_of(there, "licence")))
    found.append((_("tags"), tags(here), tags(there)))
    return [
        Fact(str(label), shown(ours), shown(theirs))
        for label, ours, theirs in found
        if ours != theirs
    ]


def name_of(document, name):
    return (document.get(name) or {}).get("name")


def tags(document):
    return ", ".join(sorted(document.get("tags") or (), key=str.casefold))


def shown(value):
    return "–" if value in (None, "") else str(value)


def lines(here, there):
    """Every line of both texts, in the order of the new one."""
    ours, theirs = text_lines(here), text_lines(there)
    found = []
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for kind, begin, end, other, until in matcher.get_opcodes():
        if kind == "equal":
            found += [Line(text) for text in ours[begin:end]]
        else:
            found += [Line(text, "removed") for text in ours[begin:end]]
            found += [Line(text, "added") for text in theirs[other:until]]
    return found


def text_lines(document):
    found = list(block_lines(document["blocks"]))
    for lesson in document["lessons"]:
        found.append(f"§ {lesson['title']}")
        found += filter(None, [lesson["summary"]])
        found += block_lines(lesson["blocks"])
    return found


def block_lines(blocks):
    for block in blocks:
        for text in parts(block):
            yield from filter(None, map(str.strip, text.splitlines()))
