"""Thousands of published courses in seconds: rows as the editor would leave them.

Words follow Zipf's law: one stands in nearly every course, most in a few.
"""

import datetime as dt
import json
import random
import uuid

from django.db import connection
from django.utils import timezone
from wagtail.models import Page

BATCH = 1000
WORDS_IN_TEXT, WORDS_IN_TITLE, TAGS, VOCABULARY = 150, 5, 400, 8000
SYLLABLES = "ba be bi bo bu ca da di du ga ja ka ke ku la li ma me na nu pa pi ra ri sa si su ta te tu wa ya"  # noqa: E501
COMMON, EXACT = "belajar", "Menenun Benang Emas"


def fill(count, *, seed=1):
    """Add ``count`` courses below the categories there are, and file them all."""
    from courses.catalogue.filing import file_all
    from courses.models import CategoryPage, Contributor, Licence

    chance = random.Random(seed)
    categories = list(CategoryPage.objects.order_by("path"))
    licences = list(
        Licence.objects.exclude(state="unknown").values_list("pk", flat=True)
    )
    tags = make_tags()
    givers = [
        Contributor.objects.create(name=f"Relawan {n}", slug=f"relawan-{n}")
        for n in range(50)
    ]
    words = vocabulary(chance)
    starts = {category.pk: category.numchild for category in categories}
    for first in range(0, count, BATCH):
        numbers = range(first, min(first + BATCH, count))
        add_batch(numbers, chance, categories, starts, licences, tags, givers, words)
    for category in categories:
        Page.objects.filter(pk=category.pk).update(numchild=starts[category.pk])
    file_all()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def vocabulary(chance):
    parts = SYLLABLES.split()
    made = {
        "".join(chance.choices(parts, k=chance.randint(2, 4)))
        for _ in range(VOCABULARY * 2)
    }
    words = [COMMON, *sorted(made)[:VOCABULARY]]
    weights = [1 / (rank + 1) for rank in range(len(words))]
    weights[0] = sum(weights) / 30
    return words, weights


def make_tags():
    from taggit.models import Tag

    names = [f"topik {number}" for number in range(TAGS)]
    rows = [Tag(name=name, slug=name.replace(" ", "-")) for name in names]
    Tag.objects.bulk_create(rows, ignore_conflicts=True)
    return list(Tag.objects.filter(name__in=names).values_list("pk", flat=True))


def add_batch(numbers, chance, categories, starts, licences, tags, givers, words):
    from courses.models import CourseCredit, CoursePage, CourseTag

    courses = []
    for number in numbers:
        category = categories[number % len(categories)]
        starts[category.pk] += 1
        courses.append(
            course(number, chance, category, starts[category.pk], words, licences)
        )
    pages = [page_of(each) for each in courses]
    Page.objects.bulk_create(pages)
    for page, each in zip(pages, courses, strict=True):
        each.pk = each.page_ptr_id = page.pk
    insert(CoursePage, courses)
    CourseTag.objects.bulk_create(
        CourseTag(content_object_id=each.pk, tag_id=tag)
        for each in courses
        for tag in set(
            chance.choices(tags, weights=[1 / (n + 1) for n in range(len(tags))], k=3)
        )
    )
    CourseCredit.objects.bulk_create(
        CourseCredit(page_id=each.pk, contributor=chance.choice(givers))
        for each in courses
    )


def course(number, chance, category, step, words, licences):
    from courses.models import CoursePage

    title = " ".join(some(chance, words, WORDS_IN_TITLE)).capitalize()
    if number % 1000 == 7:
        title = EXACT if number == 7 else f"{EXACT} dan {title}"
    moment = timezone.now() - dt.timedelta(minutes=number)
    body = [
        {
            "type": "text",
            "value": f"<p>{' '.join(some(chance, words, WORDS_IN_TEXT))}</p>",
            "id": str(uuid.UUID(int=chance.getrandbits(128))),
        }
    ]
    return CoursePage(
        title=title,
        draft_title=title,
        slug=f"kursus-{number}",
        live=True,
        path=Page._get_path(category.path, category.depth + 1, step),
        depth=category.depth + 1,
        locale_id=category.locale_id,
        url_path=f"{category.url_path}kursus-{number}/",
        first_published_at=moment,
        last_published_at=moment,
        summary=f"Sesudah ini Anda {' '.join(some(chance, words, 8))}.",
        format=chance.choice(CoursePage.Format.values),
        level=chance.choice(CoursePage.Level.values),
        language=chance.choices(CoursePage.Language.values, (80, 10, 5, 5))[0],
        device=chance.choice(CoursePage.Device.values),
        duration_minutes=chance.choice([None, 10, 30, 45, 90, 150, 400]),
        needs_internet=chance.random() < 0.8,
        licence_id=chance.choice(licences),
        rights_holder="Yayasan Contoh",
        source_url="https://example.org/",
        body=json.dumps(body),
        content_type=content_type(),
        uid=uuid.uuid4(),
        translation_key=uuid.uuid4(),
    )


def some(chance, words, number):
    return chance.choices(words[0], weights=words[1], k=number)


def content_type():
    from django.contrib.contenttypes.models import ContentType

    from courses.models import CoursePage

    return ContentType.objects.get_for_model(CoursePage)


def page_of(course):
    """The row of the table that all kinds of pages share."""
    names = [field.attname for field in Page._meta.local_concrete_fields]
    return Page(**{name: getattr(course, name) for name in names if name != "id"})


def insert(model, rows):
    """Fill the table of one kind of page; Django's bulk_create knows no such parts."""
    fields = model._meta.local_concrete_fields
    size = 20_000 // len(fields)
    for first in range(0, len(rows), size):
        model._base_manager._insert(
            rows[first : first + size], fields=fields, using="default"
        )
