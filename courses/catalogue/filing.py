"""Keep the entries of lists and search in step with the pages.

An entry is written where it differs, so that filing again costs and changes nothing.
"""

import hashlib
import itertools
import json
import logging
import threading
from collections import defaultdict
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Mod
from django.utils import timezone
from wagtail.models import Page

from ..models import (
    CatalogueEntry,
    CatalogueState,
    CoursePage,
    LessonPage,
    SearchText,
    SearchWord,
)
from ..querysets import closed_paths, readable
from ..searching.texts import text_of
from ..searching.words import key_of
from .signals import catalogue_changed
from .terms import own_terms

BATCH = 200
MINUTES_A_DAY = 24 * 60
SHORTEST_WORD = 3

logger = logging.getLogger(__name__)


def file_all(progress=None):
    """File every course anew; return how many entries changed."""
    return file_courses(all_ids(), progress)


def file_some():
    """File what is missing and the courses of this minute: each comes once a day.

    What no signal tells of, a change made in the database itself, is found so; and a
    first filing that was broken off is finished.
    """
    now = timezone.localtime()
    minute = now.hour * 60 + now.minute
    return file_courses(sorted({*missing(), *all_ids(turn=(minute, MINUTES_A_DAY))}))


def missing():
    filed = CatalogueEntry.objects.filter(public=True).values("pk")
    courses = readable(CoursePage.objects.order_by()).exclude(pk__in=filed)
    return courses.values_list("pk", flat=True)


def all_ids(turn=None):
    """Every course that is or was filed; with ``turn`` every so-manieth of them."""
    found = set()
    for rows in (CatalogueEntry.objects.filter(public=True), CoursePage.objects.live()):
        if turn:
            rows = rows.annotate(turn=Mod("pk", turn[1])).filter(turn=turn[0])
        found.update(rows.order_by().values_list("pk", flat=True))
    return sorted(found)


def stale(ids):
    """Those of these courses whose entry is missing, out of date or too much."""
    return [pk for batch in batched(ids, BATCH) for pk in sorted(differing(batch))]


def file_courses(ids, progress=None):
    """File these courses; one that cannot be filed holds up no other."""
    changed = 0
    for batch in batched(ids, BATCH):
        try:
            changed += file_batch(batch)
        except Exception:  # noqa: BLE001 - found out and reported one by one
            changed += sum(map(file_alone, batch))
        if progress:
            progress(len(batch))
    return changed


def file_alone(page_id):
    try:
        return file_batch([page_id])
    except Exception:
        logger.exception("Course %s could not be filed", page_id)
        return 0


def withdraw(ids):
    """Take out at once what may no longer be read; the rest can wait for a task."""
    for batch in batched(ids, BATCH):
        with transaction.atomic():
            CatalogueState.take_turn()
            entries = CatalogueEntry.objects.filter(pk__in=batch, public=True)
            courses = readable(CoursePage.objects.filter(pk__in=batch))
            gone = {*entries.values_list("pk", flat=True)}
            gone -= {*courses.values_list("pk", flat=True)}
            if gone:
                write([], [], gone)


def batched(items, size):
    items = iter(items)
    while batch := list(itertools.islice(items, size)):
        yield batch


@transaction.atomic
def file_batch(ids):
    """Compare and write in turn: who comes second sees what the first has written."""
    CatalogueState.take_turn()
    new, texts, gone = compared(ids)
    if new or gone:
        write(new, texts, gone)
    return len(new) + len(gone)


def differing(ids):
    new, _texts, gone = compared(ids)
    return [*(entry.page_id for entry in new), *gone]


def compared(ids):
    """What to write: entries that differ, their texts, and ids no longer public."""
    before = CatalogueEntry.objects.in_bulk(ids)
    texts = {
        course.pk: (entry_of(course, text), text)
        for course in public_courses(ids)
        for text in [text_of(course, [course, *course.filed_lessons])]
    }
    gone = [pk for pk, entry in before.items() if entry.public and pk not in texts]
    new = [both for both in texts.values() if differs(both[0], before)]
    return [entry for entry, _ in new], [text for _, text in new], gone


def differs(entry, before):
    known = before.get(entry.page_id)
    return not (known and known.public and known.digest == entry.digest)


class Uncommitted(threading.local):
    """The numbers that a transaction of this thread has taken, perhaps in vain."""

    def __init__(self):
        self.numbers = set()


uncommitted = Uncommitted()


def committed():
    uncommitted.numbers.clear()
    catalogue_changed.send(sender=CatalogueEntry)


def write(entries, texts, gone):
    number = CatalogueState.next_number()
    uncommitted.numbers.add(number)
    transaction.on_commit(committed)
    for entry in entries:
        entry.change = number
    upsert(CatalogueEntry, entries)
    upsert(SearchText, texts)
    leaving = CatalogueEntry.objects.filter(pk__in=gone)
    leaving.update(public=False, change=number)
    SearchText.objects.filter(pk__in=gone).delete()
    add_words(texts)


def upsert(model, rows):
    names = [field.name for field in model._meta.fields if not field.primary_key]
    model.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["page_id"], update_fields=names
    )


def add_words(texts):
    """Words that may stand in place of a misspelt one; those no longer used stay."""
    written = {word for text in texts for word in text.vocabulary}
    long = sorted(word for word in written if len(word) >= SHORTEST_WORD)
    words = [SearchWord(word=word) for word in long if not word.isdecimal()]
    SearchWord.objects.bulk_create(words, ignore_conflicts=True)


def public_courses(ids):
    """Those that anybody may read, with all that is filed of them."""
    closed = closed_paths()
    courses = readable(CoursePage.objects.filter(pk__in=ids), closed)
    found = list(
        courses.select_related("licence").prefetch_related(
            "credits__contributor", "tagged_items__tag"
        )
    )
    lessons = lessons_of(found, closed)
    for course in found:
        course.filed_lessons = lessons[course.path]
    return found


def lessons_of(courses, closed):
    """Lessons that anybody may read, by the path of their course."""
    found = defaultdict(list)
    below = [Q(path__range=children_of(course)) for course in courses]
    lessons = LessonPage.objects.filter(reduce(or_, below, Q(pk__in=[])))
    for lesson in readable(lessons, closed).order_by("path"):
        found[lesson.path[: -Page.steplen]].append(lesson)
    return found


def children_of(course):
    return Page._get_children_path_interval(course.path)


def entry_of(course, text):
    published = course.first_published_at
    entry = CatalogueEntry(
        page_id=course.pk,
        terms=" ".join([*place_terms(course), *own_terms(course)]),
        title_key=key_of(course.title),
        newest=int(published.timestamp() * 1_000_000) if published else 0,
        minutes=course.duration_minutes or None,
    )
    entry.digest = digest(entry, text)
    return entry


def place_terms(course):
    above = course.path[: -Page.steplen]
    return [f"locale:{course.locale_id}", f"category:{above}"]


def digest(entry, text):
    values = [entry.terms, entry.title_key, entry.newest, entry.minutes]
    values += [text.title, text.words, text.names, text.summary, text.passages]
    return hashlib.blake2b(json.dumps(values).encode(), digest_size=16).hexdigest()
