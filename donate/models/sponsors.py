"""Who advertises here, where and when, what was agreed, and how often it was seen."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string

from ..money import Money
from .donations import make_token
from .ledger import JournalEntry

LONGEST_TEXT = 140


def validate_link(value: str) -> None:
    """Refuse whatever is not a plain https address somebody could read out."""
    URLValidator(schemes=["https"])(value)
    if "@" in value.split("/")[2]:
        raise ValidationError(
            _("This address holds a user name. Leave out what stands before the @.")
        )


class SecureURLField(models.URLField):
    """Who types an address without its beginning means https."""

    def formfield(self, **kwargs):
        return super().formfield(**{"assume_scheme": "https", **kwargs})

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.URLField", args, kwargs


class Sponsor(models.Model):
    """Somebody who pays for a place; the token opens their private report."""

    name = models.CharField(_("name"), max_length=120)
    site = SecureURLField(
        _("website"), blank=True, validators=[URLValidator(schemes=["https", "http"])]
    )
    contact = models.TextField(
        _("contact"),
        blank=True,
        max_length=1000,
        help_text=_("Whom to write to or call. Never shown on the site."),
    )
    token = models.CharField(
        max_length=40, unique=True, default=make_token, editable=False
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("sponsor")
        verbose_name_plural = _("sponsors")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("prakerja_sponsors:report", args=[self.token])


class SponsorSlotQuerySet(models.QuerySet):
    def running(self, day: date):
        """What stands on the site on ``day``, in Asia/Jakarta."""
        return self.filter(active=True, starts_on__lte=day, ends_on__gte=day)

    def beside(self, slot: "SponsorSlot"):
        """Others that share the place with ``slot`` for a day or more."""
        return self.exclude(pk=slot.pk).filter(
            active=True,
            place=slot.place,
            starts_on__lte=slot.ends_on,
            ends_on__gte=slot.starts_on,
        )


class SponsorSlot(models.Model):
    """One advertisement: a text, perhaps a picture, one link, one place, one time."""

    class Place(models.TextChoices):
        HOME = "home", _("home page")
        CATALOGUE = "catalogue", _("lists of courses")
        COURSE = "course", _("courses and lessons")
        SCHEDULE = "schedule", _("schedule of live classes")

    sponsor = models.ForeignKey(
        Sponsor,
        on_delete=models.PROTECT,
        related_name="slots",
        verbose_name=_("sponsor"),
    )
    text = models.CharField(
        _("text"),
        max_length=LONGEST_TEXT,
        help_text=_(
            "What the advertisement says. With a picture it is what people hear or "
            "read who do not see the picture."
        ),
    )
    image = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("picture"),
        help_text=_("Shown small, up to 640 by 320. A calm one is also light."),
    )
    link = SecureURLField(
        _("link"),
        max_length=1000,
        validators=[validate_link],
        help_text=_("Where it leads, beginning with https://. Nothing is added to it."),
    )
    place = models.CharField(_("place on the site"), max_length=12, choices=Place)
    starts_on = models.DateField(
        _("first day"), help_text=_("From midnight, Jakarta time.")
    )
    ends_on = models.DateField(_("last day"), help_text=_("Until the end of this day."))
    price_minor = models.PositiveBigIntegerField(
        _("price"), default=0, help_text=_("In hundredths of a rupiah.")
    )
    currency = models.CharField(_("currency"), max_length=3, default="IDR")
    active = models.BooleanField(
        _("active"),
        default=True,
        help_text=_("Untick it to pause: it is off the site within a minute."),
    )

    objects = SponsorSlotQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        indexes = [models.Index(fields=["active", "starts_on", "ends_on"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="prakerja_donate_slot_ends_after_start",
                violation_error_message=_("The last day comes before the first."),
            )
        ]
        verbose_name = _("advertisement")
        verbose_name_plural = _("advertisements")

    def __str__(self):
        return f"{self.sponsor} · {self.get_place_display()}"

    def get_absolute_url(self):
        return reverse("prakerja_sponsors:go", args=[self.pk])

    @property
    def price(self) -> Money:
        return Money(self.price_minor, self.currency)

    def runs_on(self, day: date) -> bool:
        return self.active and self.starts_on <= day <= self.ends_on


class SponsorDay(models.Model):
    """How often one advertisement was seen and followed on one day; nobody's trace."""

    slot = models.ForeignKey(SponsorSlot, on_delete=models.PROTECT, related_name="days")
    day = models.DateField(help_text=_("In Asia/Jakarta."))
    views = models.PositiveIntegerField(default=0)
    clicks = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["slot", "day"], name="prakerja_donate_slot_day_once"
            )
        ]
        verbose_name = _("day of an advertisement")
        verbose_name_plural = _("days of an advertisement")

    def __str__(self):
        return f"{self.slot_id} {self.day}"


class SponsorPayment(models.Model):
    """Says which advertisement an entry paid for, beside the books and not in them."""

    entry = models.OneToOneField(
        JournalEntry, on_delete=models.PROTECT, related_name="sponsor_payment"
    )
    slot = models.ForeignKey(
        SponsorSlot, on_delete=models.PROTECT, related_name="payments"
    )

    class Meta:
        verbose_name = _("payment for an advertisement")
        verbose_name_plural = _("payments for advertisements")

    def __str__(self):
        return f"{self.entry_id} {self.slot_id}"
