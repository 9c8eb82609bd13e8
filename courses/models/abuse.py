"""What keeps forms without an account from being misused."""

import re
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")


class BlockedDomain(models.Model):
    """A host whose addresses nobody may hand in."""

    host = models.CharField(
        _("host"),
        max_length=253,
        unique=True,
        help_text=_("Like contoh.com; everything below it is blocked, too."),
    )
    note = models.CharField(_("note"), max_length=200, blank=True)
    added_at = models.DateTimeField(_("added at"), auto_now_add=True)

    class Meta:
        ordering = ["host"]
        verbose_name = _("blocked domain")
        verbose_name_plural = _("blocked domains")

    def __str__(self):
        return self.host

    def save(self, *args, **kwargs):
        self.host = host_of(self.host)
        super().save(*args, **kwargs)

    def clean(self):
        """Keep the bare host, also of a pasted address."""
        super().clean()
        if not self.host:
            return
        host = host_of(self.host)
        if not is_blockable(host):
            text = gettext(
                "“%(typed)s” is not the name of a host. Type it like contoh.com, "
                "without the part that follows the slash."
            )
            raise ValidationError({"host": text % {"typed": self.host}})
        self.host = host


def host_of(address):
    """The host that a browser or a mail server would ask, in one spelling.

    Takes an address of the web, of a letter box or of a bare host. Browsers read
    ``\\`` as ``/``, decode what is percent-encoded and forgive a missing scheme.
    """
    text = address.strip().replace("\\", "/")
    if "//" not in text:
        text = f"//{text}"
    try:
        host = urlsplit(text, scheme="https").hostname or ""
    except ValueError:
        return ""
    return ascii_host(unquote(host).strip(".。 ").lower())


def ascii_host(host):
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return host


def is_blockable(host):
    """A name of at least two parts, or an IP address; ``com`` would block half."""
    try:
        return bool(ip_address(host))
    except ValueError:
        labels = host.split(".")
        return len(labels) > 1 and all(LABEL.fullmatch(label) for label in labels)


class RateBucket(models.Model):
    """Attempts of one source within one window of time."""

    key = models.CharField(
        max_length=64, help_text=_("A keyed hash; no address is stored.")
    )
    window = models.PositiveBigIntegerField(
        help_text=_("Number of the window since 1970.")
    )
    count = models.PositiveIntegerField(default=0)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key", "window"], name="prakerja_courses_bucket_once"
            )
        ]
        verbose_name = _("rate limit")
        verbose_name_plural = _("rate limits")

    def __str__(self):
        return f"{self.key} {self.window}"
