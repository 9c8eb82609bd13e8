"""Keep the entries of lists and search in step with the pages.

An entry is written where it differs, so that filing again costs and changes nothing.
"""

import hashlib
import itertools
import json
from collections import defaultdict

from django.db import transaction
from wagtail.models import Page

from ..models import (
    CatalogueEntry,
    CatalogueState,
    CoursePage,
    LessonPage,
    SearchText,
    SearchWord,
)
from ..querysets import private_paths, readable
from ..searching.texts import text_of
from ..searching.words import LONGEST_WORD, key_of
from .terms import own_terms

BATCH = 200
SHORTEST_WORD = 3


def file_all(progress=None):
    """File every course anew; return how many entries changed."""
    known = CatalogueEntry.objects.values_list("page_id", flat=True)
    courses = CoursePage.objects.values_list("pk", flat=True)
    return file_courses(sorted({*known, *courses}), progress)


def file_courses(ids, progress=None):
    changed = 0
    for batch in batched(ids, BATCH):
        with transaction.atomic():
            changed += file_batch(batch)
        if progress:
            progress(len(batch))
    return changed


def batched(items, size):
    items = iter(items)
    while batch := list(itertools.islice(items, size)):
        yield batch


def file_batch(ids):
    before = CatalogueEntry.objects.in_bulk(ids)
    entries, texts = {}, {}
    for course in public_courses(ids):
        text = text_of(course, [course, *course.filed_lessons])
        entries[course.pk] = entry_of(course, text)
        texts[course.pk] = text
    gone = [pk for pk, entry in before.items() if entry.public and pk not in entries]
    new = [entry for entry in entries.values() if differs(entry, before)]
    if gone or new:
        write(new, [texts[entry.page_id] for entry in new], gone)
    return len(gone) + len(new)


def differs(entry, before):
    known = before.get(entry.page_id)
    return not (known and known.public and known.digest == entry.digest)


def write(entries, texts, gone):
    number = CatalogueState.next_number()
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
    written = " ".join(f"{text.words} {text.names}" for text in texts).split()
    found = {word for word in written if SHORTEST_WORD <= len(word) <= LONGEST_WORD}
    words = [SearchWord(word=word) for word in sorted(found) if not word.isdecimal()]
    SearchWord.objects.bulk_create(words, ignore_conflicts=True)


def public_courses(ids):
    """Those that anybody may read, with all that is filed of them."""
    private = private_paths()
    courses = readable(CoursePage.objects.filter(pk__in=ids), private)
    found = list(
        courses.select_related("licence").prefetch_related(
            "credits__contributor", "tagged_items__tag"
        )
    )
    lessons = lessons_of(found, private)
    for course in found:
        course.filed_lessons = lessons[course.path]
    return found


def lessons_of(courses, private):
    """Lessons that anybody may read, by the path of their course."""
    found = defaultdict(list)
    paths = sorted(course.path for course in courses)
    if not paths:
        return found
    last = Page._get_children_path_interval(paths[-1])[1]
    between = LessonPage.objects.filter(path__gt=paths[0], path__lte=last)
    for lesson in readable(between, private).order_by("path"):
        found[lesson.path[: -Page.steplen]].append(lesson)
    return found


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
