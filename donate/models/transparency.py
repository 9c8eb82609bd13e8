"""What is told in public beside the figures: closed months as files, and who we are."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting

from .closing import PeriodClose


class PublishedMonth(models.Model):
    """A closed month as it was given out: its bytes can be made again, never others.

    Written once, with the close. What decides which entries may be given out (the
    settings of that day, who gave) may change or be erased later, so it is kept here.
    """

    close = models.OneToOneField(
        PeriodClose,
        primary_key=True,
        on_delete=models.PROTECT,
        related_name="published",
    )
    previous = models.OneToOneField(
        "self",
        null=True,
        on_delete=models.PROTECT,
        related_name="following",
    )
    crowd = models.PositiveSmallIntegerField()
    given = models.JSONField()
    json_sha256 = models.CharField(max_length=64)
    csv_sha256 = models.CharField(max_length=64)
    json_size = models.PositiveIntegerField()
    csv_size = models.PositiveIntegerField()

    class Meta:
        ordering = ["close__book", "close__last_seq", "close__closed_at"]
        verbose_name = _("published month")
        verbose_name_plural = _("published months")

    def __str__(self):
        return str(self.close)

    @property
    def month(self):
        return self.close.month

    @property
    def name(self):
        """The name of its files, without an ending."""
        return f"{self.close.month:%Y-%m}"


class Organisation(BaseSiteSetting):
    """Who asks for gifts, and with what permit; shown beside the figures."""

    name = models.CharField(
        _("name of the organisation"),
        max_length=160,
        blank=True,
        help_text=_("As it stands in its deed."),
    )
    legal_form = models.CharField(
        _("legal form"),
        max_length=160,
        blank=True,
        help_text=_("For example: foundation, association; with the decree's number."),
    )
    permit_number = models.CharField(
        _("number of the permit to collect gifts"), max_length=120, blank=True
    )
    permit_from = models.DateField(_("permit valid from"), null=True, blank=True)
    permit_until = models.DateField(_("permit valid until"), null=True, blank=True)
    contact = models.CharField(
        _("contact for questions about money"),
        max_length=160,
        blank=True,
        help_text=_("An e-mail address or telephone number that somebody answers."),
    )
    account_holder = models.CharField(
        _("account holder"),
        max_length=160,
        blank=True,
        help_text=_("The name on the bank account that takes gifts."),
    )

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("legal_form")], _("Name")),
        MultiFieldPanel(
            [
                FieldPanel("permit_number"),
                FieldRowPanel([FieldPanel("permit_from"), FieldPanel("permit_until")]),
            ],
            _("Permit"),
        ),
        MultiFieldPanel(
            [FieldPanel("contact"), FieldPanel("account_holder")], _("Money")
        ),
    ]

    class Meta:
        verbose_name = _("organisation and permit")
        verbose_name_plural = _("organisations and permits")

    def __str__(self):
        return self.name

    @property
    def missing(self):
        """Labels of what a donor may expect to read and does not find."""
        needed = ("name", "permit_number", "contact", "account_holder")
        return [
            self._meta.get_field(field).verbose_name
            for field in needed
            if not getattr(self, field)
        ]

    @property
    def permit_is_over(self):
        return bool(self.permit_until) and self.permit_until < timezone.localdate()
