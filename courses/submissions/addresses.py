"""Web addresses that strangers type: public ones only, and nothing is fetched."""

import re
from ipaddress import ip_address, ip_network
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..guards import validate_domain
from ..models.abuse import host_of

LONGEST = 500
INNER_NAMES = {"localhost", "local", "internal", "lan", "home", "intranet", "arpa"}
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?!\d+(?:/|\Z))", re.IGNORECASE)
NAT64 = ip_network("64:ff9b::/96")
NUMBER = re.compile(r"\d+|0x[0-9a-f]*", re.IGNORECASE)
well_formed = URLValidator(schemes=["http", "https"])


class AddressField(forms.CharField):
    """An address of the public web; ``https://`` may be left out."""

    def __init__(self, **kwargs):
        attrs = {"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**{"max_length": LONGEST, **kwargs})

    def clean(self, value):
        cleaned = super().clean(value)
        return public_address(cleaned) if cleaned else ""


def public_address(text):
    """Return a checked address, or raise ValidationError in words for the sender."""
    text = text.strip()
    scheme = SCHEME.match(text)
    if scheme and scheme[1].lower() not in ("http", "https"):
        raise ValidationError(
            gettext("“%(url)s” is not a web address. It begins with https://.")
            % {"url": shown(text)}
        )
    url = text if scheme else f"https://{text}"
    check_form(url)
    check_place(url)
    validate_domain(url)
    return url


def check_form(url):
    try:
        well_formed(url)
        parts = urlsplit(url)
        parts.port  # noqa: B018 - which no number may be, raises
    except (ValidationError, ValueError):
        raise ValidationError(
            gettext(
                "“%(url)s” is not a web address. Copy it from the address bar or the "
                "share button."
            )
            % {"url": shown(url)}
        ) from None
    if len(url) > LONGEST:
        raise ValidationError(_("An address may have 500 characters at most."))
    if "@" in parts.netloc:
        raise ValidationError(_("The address holds a user name. Leave that part out."))


def check_place(url):
    """Refuse what only this server or one office could open."""
    if not is_public(host_of(url)):
        raise ValidationError(
            gettext(
                "Learners cannot open “%(url)s”: it leads into a private network. Use "
                "the address that works from any phone."
            )
            % {"url": shown(url)}
        )


def validate_mail_host(email):
    """Refuse a letter box that only this server could reach, as a field's validator."""
    if not is_public_name(host_of(email)):
        raise ValidationError(
            _("We cannot write to this address. Use one that works everywhere.")
        )


def is_public(host):
    try:
        address = ip_address(host.strip("[]"))
    except ValueError:
        return is_public_name(host)
    return address.is_global and all(one.is_global for one in wrapped_in(address))


def wrapped_in(address):
    """The older addresses that a newer one leads on to."""
    if address.version == 4:
        return []
    if address in NAT64:
        return [ip_address(address.packed[-4:])]
    return [*filter(None, [address.sixtofour]), *(address.teredo or ())]


def is_public_name(host):
    labels = host.rstrip(".").split(".")
    return (
        len(labels) > 1
        and labels[-1] not in INNER_NAMES
        # Browsers read 127.1, 0x7f.1 and 2130706433 as addresses, too.
        and not NUMBER.fullmatch(labels[-1])
    )


def shown(text):
    return text if len(text) <= 60 else f"{text[:59]}…"
