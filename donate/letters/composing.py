"""The words of a letter, in the donor's language, in plain text and in HTML."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Site

from ..donors.receipts import receipt_of
from ..models import Donation, DonorContact, Letter, Organisation
from ..refunds.following import refunded_until, refunded_with, refunds_standing
from .stopped import stopped_facts
from .waiting import is_over, waiting_facts

# What is sent once more reads as it did the first time.
TEMPLATES: dict[str, str] = {Letter.Kind.AGAIN: "thanks"}


def compose(letter: Letter) -> EmailMultiAlternatives | None:
    """Return the mail; None if nobody is left to write to, or nothing to say."""
    donation = letter.donation
    contact = DonorContact.objects.filter(donation=donation).exclude(email="").first()
    if contact is None or is_overtaken(letter):
        return None
    organisation = Organisation.known()
    facts = site_facts()
    context = {
        **facts,
        **gift_facts(donation, facts["site_url"]),
        "name": contact.name,
        "organisation": organisation,
    }
    with override(donation.language):
        context |= kind_facts(letter, facts["site_url"])
        subject, text, html = render(TEMPLATES.get(letter.kind, letter.kind), context)
    message = EmailMultiAlternatives(
        subject,
        text,
        to=[contact.email],
        reply_to=[organisation.contact_email] if organisation.contact_email else None,
        headers=headers(letter, facts["site_url"]),
    )
    message.attach_alternative(html, "text/html")
    return message


def is_overtaken(letter: Letter) -> bool:
    """Say whether what it was to tell is no longer so."""
    if letter.kind == Letter.Kind.WAITING:
        return is_over(letter.donation)
    promise = letter.donation.subscription
    if letter.kind == Letter.Kind.MISSED:
        return not (promise and promise.is_going_on)
    if letter.kind == Letter.Kind.STOPPED:
        return bool(promise and promise.is_running)
    if letter.kind == Letter.Kind.REFUND:
        standing = refunds_standing(letter.donation)
        return not standing.filter(seq=letter.occasion).exists()
    return False


def kind_facts(letter: Letter, site_url: str) -> dict[str, Any]:
    if letter.kind == Letter.Kind.WAITING:
        return waiting_facts(letter.donation)
    if letter.kind == Letter.Kind.REFUND:
        return refund_facts(letter)
    if letter.kind == Letter.Kind.STOPPED:
        return stopped_facts(letter, site_url)
    return {}


def refund_facts(letter: Letter) -> dict[str, Any]:
    """What goes back with this refund, and with those before it if there were any."""
    now = refunded_with(letter.donation, letter.occasion)
    given_back = refunded_until(letter.donation, letter.occasion)
    return {"now": now, "given_back": given_back, "is_more": given_back > now}


def headers(letter: Letter, site_url: str) -> dict[str, str]:
    """The same for the same letter, so that a second copy can be told as one."""
    host = urlsplit(site_url).hostname or "localhost"
    name = f"{letter.donation.public_id}.{letter.kind}.{letter.occasion}"
    return {"Message-ID": f"<{name}@{host}>", "Auto-Submitted": "auto-generated"}


def donor_url(name: str, donation: Donation) -> str:
    return reverse(f"prakerja_donate:{name}", args=[donation.token])


def monthly_url(donation: Donation, site_url: str) -> str:
    promise = donation.subscription
    return site_url + promise.get_absolute_url() if promise else ""


def gift_facts(donation: Donation, site_url: str) -> dict[str, Any]:
    with override(donation.language):
        return {
            "donation": donation,
            "receipt": receipt_of(donation),
            "status_url": site_url + donation.get_absolute_url(),
            "receipt_url": site_url + donor_url("receipt", donation),
            "data_url": site_url + donor_url("donor", donation),
            "monthly_url": monthly_url(donation, site_url),
        }


def render(name: str, context: dict[str, Any]) -> tuple[str, str, str]:
    """Return subject, text and HTML; the first line of the text is the subject."""
    template = f"prakerja_donate/mail/{name}"
    plain = get_template(f"{template}.txt").template  # type: ignore[attr-defined]
    text = plain.render(Context(context, autoescape=False))
    subject, _, text = text.lstrip().partition("\n")
    html = render_to_string(f"{template}.html", {**context, "subject": subject})
    return " ".join(subject.split()), text.strip() + "\n", html


def site_facts() -> dict[str, str]:
    """The site's name and address; a letter is written outside of a request, too."""
    site = Site.objects.filter(is_default_site=True).first()
    base = getattr(settings, "WAGTAILADMIN_BASE_URL", "")
    name = site.site_name if site and site.site_name else ""
    return {
        "site_name": name or getattr(settings, "WAGTAIL_SITE_NAME", ""),
        "site_url": (base or (site.root_url if site else "")).rstrip("/"),
    }
