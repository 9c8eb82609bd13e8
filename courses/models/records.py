"""What others are told: each public thing rendered once, and what is still to render.

Nobody edits these rows; they are made of pages and rows (see ``courses.records``).
"""

from django.db import models
from django.db.models import Exists, OuterRef

from .counters import Counter

LONGEST_TERM = 300  # slugs have up to 255 characters


class Unit(models.TextChoices):
    """What is rendered as a whole: a course brings its lessons and classes along."""

    COURSE = "course"
    CATEGORY = "category"
    CONTRIBUTOR = "contributor"
    PATH = "path"


class RecordState(Counter):
    """A single row: the number of the last change to any record.

    Tombstones of a kind are forgotten up to its number in ``horizons``.
    """

    horizons = models.JSONField(default=dict)

    @classmethod
    def raise_horizons(cls, numbers):
        """Whoever has the turn may."""
        state = cls.objects.get(pk=1)
        for kind, number in numbers.items():
            state.horizons[kind] = max(number, state.horizons.get(kind, 0))
        state.save(update_fields=["horizons"])


class RecordQuerySet(models.QuerySet):
    def told(self):
        """Public ones, without those that a committed change may have taken away."""
        return self.filter(state=ContentRecord.State.UPDATED).without_hidden()

    def without_hidden(self):
        return self.exclude(Exists(hiding_dues()))

    def hidden(self):
        return self.filter(Exists(hiding_dues()))


def hiding_dues():
    return RecordDue.objects.filter(
        hides=True, unit=OuterRef("unit"), unit_id=OuterRef("unit_id")
    )


class ContentRecord(models.Model):
    """One thing as the API tells it; a tombstone, without text, once it is gone."""

    class Kind(models.TextChoices):
        COURSE = "course"
        LESSON = "lesson"
        CATEGORY = "category"
        CONTRIBUTOR = "contributor"
        SESSION = "session"
        PATH = "path"

    class State(models.TextChoices):
        UPDATED = "updated"
        DELETED = "deleted"

    uid = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=12, choices=Kind)
    unit = models.CharField(max_length=12, choices=Unit)
    unit_id = models.BigIntegerField()
    object_id = models.BigIntegerField(help_text="Lists begin with the highest.")
    locale = models.CharField(max_length=12, blank=True)
    translation_key = models.UUIDField(null=True)
    change = models.BigIntegerField(unique=True)
    state = models.CharField(max_length=8, choices=State, default=State.UPDATED)
    modified_at = models.DateTimeField(help_text="When the public last saw it change.")
    facts = models.TextField(help_text="JSON, as lists tell it.")
    data = models.TextField(help_text="JSON, the whole document.")
    digest = models.CharField(max_length=64, help_text="SHA-256 of all that is told.")

    objects = RecordQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [
            models.Index(
                fields=["kind", "state", "-object_id"],
                name="prakerja_courses_record_list",
            ),
            models.Index(
                fields=["kind", "modified_at"], name="prakerja_courses_record_since"
            ),
            models.Index(
                fields=["unit", "unit_id"], name="prakerja_courses_record_unit"
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.uid}"


class RecordTerm(models.Model):
    """What a public record can be found under: ``facet:value``."""

    record = models.ForeignKey(
        ContentRecord, on_delete=models.CASCADE, related_name="terms"
    )
    term = models.CharField(max_length=LONGEST_TERM)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["term", "record"], name="prakerja_courses_record_term_once"
            )
        ]

    def __str__(self):
        return self.term


class Thing(models.TextChoices):
    """What a change is noted of; ``TREE`` is a page with all that stands below it."""

    PAGE = "page"
    TREE = "tree"
    CONTRIBUTOR = "contributor"
    LICENCE = "licence"
    TAG = "tag"
    SESSION = "session"
    IMAGE = "image"
    DOCUMENT = "document"
    COLLECTION = "collection"
    EVERYTHING = "everything"
    # Of a use alone: the file was not for everybody, and was left out.
    CLOSED_IMAGE = "closed_image"
    CLOSED_DOCUMENT = "closed_document"


class RecordUse(models.Model):
    """A unit tells something of a thing, or points to it."""

    unit = models.CharField(max_length=12, choices=Unit)
    unit_id = models.BigIntegerField()
    thing = models.CharField(max_length=16, choices=Thing)
    thing_id = models.BigIntegerField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "unit_id", "thing", "thing_id"],
                name="prakerja_courses_record_use_once",
            )
        ]
        indexes = [
            models.Index(
                fields=["thing", "thing_id"], name="prakerja_courses_record_thing"
            )
        ]

    def __str__(self):
        return f"{self.unit} {self.unit_id}: {self.thing} {self.thing_id}"


class RecordNote(models.Model):
    """A thing has changed; written in the same transaction as its change.

    Where ``hides`` is true it may have left public view, or lost a right.
    """

    thing = models.CharField(max_length=16, choices=Thing)
    thing_id = models.BigIntegerField(default=0)
    hides = models.BooleanField(default=True)

    wagtail_reference_index_ignore = True

    def __str__(self):
        return f"{self.thing} {self.thing_id}"


class RecordDue(models.Model):
    """A unit is to be rendered again; until then it is not told where ``hides``.

    One row for each reason: who rendered before a later reason came knows it by
    the rows.
    """

    unit = models.CharField(max_length=12, choices=Unit)
    unit_id = models.BigIntegerField()
    hides = models.BooleanField(default=True)
    tries = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True, help_text="After a try that failed.")

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [
            models.Index(fields=["unit", "unit_id"], name="prakerja_courses_record_due")
        ]

    def __str__(self):
        return f"{self.unit} {self.unit_id}"


class FileDigest(models.Model):
    """Size and SHA-256 of a stored file, read once while its name is in use."""

    name = models.CharField(max_length=255, unique=True)
    size = models.BigIntegerField(help_text="In bytes.")
    sha256 = models.CharField(max_length=64)

    wagtail_reference_index_ignore = True

    def __str__(self):
        return self.name


class DumpPart(models.Model):
    """A file with every record whose change lies in a range, as they were told then.

    A record that changes takes a later number: where as many as were written are
    still there, none of them has changed.
    """

    first = models.BigIntegerField(unique=True)
    last = models.BigIntegerField()
    count = models.PositiveIntegerField()
    size = models.BigIntegerField(help_text="In bytes, compressed.")
    sha256 = models.CharField(max_length=64, db_index=True)
    created_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["first"]

    def __str__(self):
        return f"{self.first}–{self.last}"

    @property
    def name(self):
        return f"salinan/{self.sha256}.ndjson.gz"
