"""Who receives the gifts: what the law and donors want to read on a receipt."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting


class OrganisationSettings(BaseGenericSetting):
    """One organisation for the whole installation, as the books are one.

    ``OrganisationSettings.load()`` returns it, within a request and without one.
    """

    name = models.CharField(
        _("name"), max_length=160, blank=True, help_text=_("As in the deed or statute.")
    )
    legal_form = models.CharField(
        _("legal form"),
        max_length=80,
        blank=True,
        help_text=_("For example Yayasan (foundation) or Perkumpulan (association)."),
    )
    address = models.TextField(_("address"), blank=True)
    permit_number = models.CharField(
        _("number of the collection permit"),
        max_length=120,
        blank=True,
        help_text=_(
            "The permit to collect money (PUB), if you need one. It stands on receipts."
        ),
    )
    permit_from = models.DateField(_("permit valid from"), null=True, blank=True)
    permit_until = models.DateField(_("permit valid until"), null=True, blank=True)
    contact_email = models.EmailField(
        _("e-mail for donors"),
        blank=True,
        help_text=_("Where donors' questions and answers to our letters go."),
    )
    account_holder = models.CharField(
        _("account holder"),
        max_length=120,
        blank=True,
        help_text=_("Whose name the bank accounts bear."),
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel(name) for name in ("name", "legal_form", "address")],
            heading=_("Organisation"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in ("permit_number", "permit_from", "permit_until")
            ],
            heading=_("Collection permit"),
        ),
        MultiFieldPanel(
            [FieldPanel("contact_email"), FieldPanel("account_holder")],
            heading=_("Contact and bank"),
        ),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisation")
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
        return self.name or str(_("organisation"))
