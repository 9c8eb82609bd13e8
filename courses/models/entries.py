"""What lists and search know of each public course; made of the pages, never edited."""

from django.db import connection, models

from .counters import Counter


class CatalogueState(Counter):
    """A single row: the number of the last change to any entry."""

    @classmethod
    def current(cls):
        """Asked in every request, so without building a queryset."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT number FROM {cls._meta.db_table} WHERE id = 1")  # noqa: S608
            row = cursor.fetchone()
        return row[0] if row else 0


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
