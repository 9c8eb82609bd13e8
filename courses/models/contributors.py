"""Who gives a course: a person or an organisation."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.images import get_image_model_string
from wagtail.models import Orderable
from wagtail.search import index

from ..querysets import ContributorQuerySet
from .identity import Identified


class Contributor(index.Indexed, Identified, ClusterableModel):
    """Credited on courses and, unless they prefer otherwise, on a page of their own."""

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        ORGANISATION = "organisation", _("organisation")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.PERSON)
    name = models.CharField(_("name"), max_length=160)
    slug = models.SlugField(
        _("slug"),
        max_length=180,
        unique=True,
        help_text=_("The last part of the address of their page."),
    )
    bio = models.TextField(_("about"), blank=True, max_length=2000)
    logo = models.ForeignKey(
        get_image_model_string(),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("logo or portrait"),
    )
    website = models.URLField(_("website"), blank=True)
    listed = models.BooleanField(
        _("in the public list"),
        default=True,
        help_text=_("Untick if they would rather be credited on their courses only."),
    )
    users = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="contributors",
        verbose_name=_("accounts"),
        help_text=_("Who may sign in on behalf of this contributor."),
    )

    objects = ContributorQuerySet.as_manager()

    search_fields = [
        index.SearchField("name", boost=2),
        index.SearchField("bio"),
        index.AutocompleteField("name"),
        index.FilterField("kind"),
        index.FilterField("listed"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("prakerja_courses:contributor", args=[self.slug])


class ContributorLink(Orderable):
    contributor = ParentalKey(
        Contributor, on_delete=models.CASCADE, related_name="links"
    )
    label = models.CharField(_("label"), max_length=60)
    url = models.URLField(_("address"))

    class Meta(Orderable.Meta):
        verbose_name = _("link")
        verbose_name_plural = _("links")

    def __str__(self):
        return self.label
