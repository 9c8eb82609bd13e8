"""What the checks of the cash found when they were last asked."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from .ledger import Book


class HealthLook(models.Model):
    """Kept for a few minutes, so that pages need not ask every check each time."""

    book = models.CharField(max_length=8, choices=Book.Name.choices)
    language = models.CharField(max_length=35)
    at = models.DateTimeField(_("looked at"))
    found = models.JSONField(encoder=DjangoJSONEncoder)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["book", "language"], name="prakerja_donate_health_look"
            )
        ]
        verbose_name = _("look at the cash")
        verbose_name_plural = _("looks at the cash")

    def __str__(self):
        return f"{self.book} {self.language} {self.at:%Y-%m-%d %H:%M}"
