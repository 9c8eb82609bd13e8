"""The one number that tells every process whether its kept answers still hold."""

from django.db import connection, models
from django.db.models import F


class PublicGeneration(models.Model):
    """A single row, counted up after each commit that may change a public page."""

    number = models.BigIntegerField(default=0)

    def __str__(self):
        return str(self.number)

    @classmethod
    def current(cls):
        """Read the number; asked in every request, so without building a queryset."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT number FROM {cls._meta.db_table} WHERE id = 1")  # noqa: S608
            row = cursor.fetchone()
        return row[0] if row else 0

    @classmethod
    def raise_number(cls):
        if not cls.objects.filter(pk=1).update(number=F("number") + 1):
            cls.objects.bulk_create([cls(pk=1, number=1)], ignore_conflicts=True)
