"""Who gave, kept apart from the gift so that it can be erased."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .donations import Donation


class DonorContact(models.Model):
    """Name, address and words of a donor; deleting the row erases the person."""

    donation = models.OneToOneField(
        Donation, on_delete=models.CASCADE, related_name="contact"
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    message = models.TextField(_("message"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("donor")
        verbose_name_plural = _("donors")

    def __str__(self):
        return self.name or self.email or "-"


class DonorConsentQuerySet(models.QuerySet):
    def open(self):
        return self.filter(withdrawn_at=None)


class DonorConsent(models.Model):
    """Proof of one consent: what for, to which wording, when (UU PDP 27/2022).

    One that is given again after it was withdrawn is a new row.
    """

    class Purpose(models.TextChoices):
        SHOW_NAME = "show_name", _("show name")
        SHOW_AMOUNT = "show_amount", _("show amount")
        SHOW_MESSAGE = "show_message", _("show message")
        NEWSLETTER = "newsletter", _("newsletter")

    contact = models.ForeignKey(
        DonorContact, on_delete=models.CASCADE, related_name="consents"
    )
    purpose = models.CharField(max_length=16, choices=Purpose)
    text_version = models.CharField(max_length=40)
    given_at = models.DateTimeField(_("given at"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = DonorConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "purpose"],
                condition=models.Q(withdrawn_at=None),
                name="prakerja_donate_consent_once",
            )
        ]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")

    def __str__(self):
        return self.purpose
