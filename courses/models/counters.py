"""A number that rises with every change, in the order of commits."""

import time

from django.db import models
from django.db.models import F
from django.db.models.functions import Greatest


class Counter(models.Model):
    """A single row that holds the number of the last change."""

    number = models.BigIntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self):
        return str(self.number)

    @staticmethod
    def latest_possible():
        """The clock's microseconds, above which no number is taken."""
        return time.time_ns() // 1000

    @classmethod
    def take_turn(cls):
        """Wait for everyone who counts, and keep them off until the commit."""
        if not cls.objects.filter(pk=1).update(number=F("number")):
            cls.objects.bulk_create([cls(pk=1)], ignore_conflicts=True)
            cls.objects.filter(pk=1).update(number=F("number"))

    @classmethod
    def next_number(cls, count=1):
        """Take ``count`` numbers that no state before had, and return the last.

        Not even one that was rolled back, nor one from before a restored backup.
        Whoever has the turn may: so numbers follow the order of commits.
        """
        now = cls.latest_possible()
        cls.objects.filter(pk=1).update(number=Greatest(F("number") + count, now))
        return cls.objects.values_list("number", flat=True).get(pk=1)
