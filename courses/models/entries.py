"""What lists and search know of each public course; made of the pages, never edited."""

import time

from django.db import connection, models
from django.db.models import F


class CatalogueState(models.Model):
    """A single row: the number of the last change to any entry."""

    number = models.BigIntegerField(default=0)

    def __str__(self):
        return str(self.number)

    @classmethod
    def current(cls):
        """Asked in every request, so without building a queryset."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT number FROM {cls._meta.db_table} WHERE id = 1")  # noqa: S608
            row = cursor.fetchone()
        return row[0] if row else 0

    @classmethod
    def take_turn(cls):
        """Wait for everyone who writes entries, and keep them off until the commit."""
        if not cls.objects.filter(pk=1).update(number=F("number")):
            cls.objects.bulk_create([cls(pk=1)], ignore_conflicts=True)
            cls.objects.filter(pk=1).update(number=F("number"))

    @classmethod
    def next_number(cls):
        """Take a number that no state before had, even one that was rolled back.

        Whoever has the turn may: so numbers follow the order of commits.
        """
        now = time.time_ns() // 1000
        later = models.functions.Greatest(F("number") + 1, now)
        cls.objects.filter(pk=1).update(number=later)
        return cls.objects.values_list("number", flat=True).get(pk=1)


class CatalogueEntry(models.Model):
    """Where a course is filed; a course that left stays as a row that is not public."""

    page_id = models.BigIntegerField(primary_key=True)
    change = models.BigIntegerField(db_index=True)
    public = models.BooleanField(default=True)
    terms = models.TextField(help_text="All it is filed under: facet:value, spaced.")
    title_key = models.CharField(max_length=255, db_index=True)
    newest = models.BigIntegerField(help_text="First published, in microseconds.")
    minutes = models.PositiveIntegerField(null=True)
    digest = models.CharField(max_length=32)

    def __str__(self):
        return self.title_key


class SearchText(models.Model):
    """The words of a public course, reduced to their stems, and what they stood in."""

    page_id = models.BigIntegerField(primary_key=True)
    title = models.TextField()
    words = models.TextField(help_text="The title's words as they are written.")
    names = models.TextField(help_text="Tags, contributors and rights holder.")
    summary = models.TextField()
    body = models.TextField()
    passages = models.JSONField(
        help_text="What is shown around a hit: [page, title, text] each."
    )

    def __str__(self):
        return self.words


class SearchWord(models.Model):
    """A word of a title, tag or name, offered in place of a misspelt one."""

    word = models.CharField(max_length=40, unique=True)

    def __str__(self):
        return self.word
