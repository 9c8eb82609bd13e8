"""What was imported once, so that nothing an editor removed comes back."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportedAddress(models.Model):
    """A source address met by an import; outlives the page made from it."""

    key = models.CharField(_("key"), max_length=500, unique=True)
    course_uid = models.UUIDField(_("course"), null=True)
    imported_at = models.DateTimeField(_("imported at"), auto_now_add=True)

    class Meta:
        verbose_name = _("imported address")
        verbose_name_plural = _("imported addresses")

    def __str__(self):
        return self.key
