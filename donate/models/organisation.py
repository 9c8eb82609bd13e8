"""Who receives the gifts: what the law and donors want to read about it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting
from wagtail.models import Site


class Organisation(BaseSiteSetting):
    """Who asks for gifts, with what permit; on receipts, letters and the statement."""

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
    address = models.TextField(
        _("address"),
        blank=True,
        max_length=400,
        help_text=_("It stands on receipts and in letters to donors."),
    )
    permit_number = models.CharField(
        _("number of the permit to collect gifts"), max_length=120, blank=True
    )
    permit_from = models.DateField(_("permit valid from"), null=True, blank=True)
    permit_until = models.DateField(_("permit valid until"), null=True, blank=True)
    contact_email = models.EmailField(
        _("e-mail for donors"),
        blank=True,
        help_text=_("Where donors' questions and answers to our letters go."),
    )
    contact_phone = models.CharField(
        _("telephone for donors"),
        max_length=40,
        blank=True,
        help_text=_("A number that somebody answers; WhatsApp will do."),
    )
    account_holder = models.CharField(
        _("account holder"),
        max_length=160,
        blank=True,
        help_text=_("The name on the bank account that takes gifts."),
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("legal_form"), FieldPanel("address")],
            _("Organisation"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("permit_number"),
                FieldRowPanel([FieldPanel("permit_from"), FieldPanel("permit_until")]),
            ],
            _("Permit"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("contact_email"),
                FieldPanel("contact_phone"),
                FieldPanel("account_holder"),
            ],
            _("Contact and bank"),
        ),
    ]

    class Meta:
        verbose_name = _("organisation and permit")
        verbose_name_plural = _("organisations and permits")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(permit_from=None)
                | models.Q(permit_until=None)
                | models.Q(permit_until__gte=models.F("permit_from")),
                name="prakerja_donate_permit_ends_after_it_begins",
                violation_error_message=_("The permit would end before it begins."),
            )
        ]

    def __str__(self):
        return self.name

    @classmethod
    def known(cls, request=None):
        """Return what is filled in for the site asked for, or for the default site.

        Never Wagtail's own way on public pages: it makes a missing row on reading.
        """
        sites = Site.objects.filter(is_default_site=True)
        site = Site.find_for_request(request) if request else sites.first()
        return cls.objects.filter(site=site).first() or cls(site=site)

    @property
    def missing(self):
        """Labels of what a donor may expect to read and does not find."""
        needed = ("name", "permit_number", "contact_email", "account_holder")
        return [
            self._meta.get_field(field).verbose_name
            for field in needed
            if not getattr(self, field)
        ]

    @property
    def permit_is_over(self):
        return bool(self.permit_until) and self.permit_until < timezone.localdate()
