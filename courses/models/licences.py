"""The terms under which a course may be shown, passed on and changed."""

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class Licence(models.Model):
    """A licence, or one of the states that stand where no open licence is."""

    class State(models.TextChoices):
        OPEN = "open", _("open licence")
        EMBED_ONLY = "embed-only", _("embed only")
        LINK_ONLY = "link-only", _("link only")
        BY_PERMISSION = "by-permission", _("by permission")
        UNKNOWN = "unknown", _("unknown")

    code = models.CharField(
        _("code"),
        max_length=40,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9.-]+\Z")],
        help_text=_("Small letters, digits, dots and hyphens: cc-by-4.0."),
    )
    name = models.CharField(_("name"), max_length=120)
    state = models.CharField(_("state"), max_length=16, choices=State)
    spdx_id = models.CharField(
        _("SPDX identifier"), max_length=40, blank=True, help_text="spdx.org/licenses"
    )
    url = models.URLField(_("address of the licence text"), blank=True)
    sentence_id = models.CharField(
        _("in one sentence, Indonesian"),
        max_length=300,
        help_text=_("What a learner may do, in words without legal terms."),
    )
    sentence_en = models.CharField(_("in one sentence, English"), max_length=300)
    may_share = models.BooleanField(_("may be passed on"), default=False)
    may_adapt = models.BooleanField(_("may be changed"), default=False)
    may_sell = models.BooleanField(_("may be used commercially"), default=False)
    must_attribute = models.BooleanField(_("must name the holder"), default=True)
    must_share_alike = models.BooleanField(
        _("changed works keep this licence"), default=False
    )
    sort_order = models.PositiveSmallIntegerField(_("order"), default=100)

    class Meta:
        ordering = ["sort_order", "name"]
        verbose_name = _("licence")
        verbose_name_plural = _("licences")

    def __str__(self):
        return self.name

    @property
    def sentence(self):
        """The learner's sentence in the language of the page."""
        if (get_language() or "").startswith("id"):
            return self.sentence_id
        return self.sentence_en
