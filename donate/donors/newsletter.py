"""Who gets the newsletter, and the address at which each can stop it."""

from django.core import signing
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import override

from ..models import DonorConsent, DonorContact

SALT = "donate.newsletter"


def readers() -> QuerySet[DonorConsent]:
    """The open consents to the newsletter of everybody who has an address."""
    consents = DonorConsent.objects.open().exclude(contact__email="")
    return consents.filter(purpose=DonorConsent.Purpose.NEWSLETTER).select_related(
        "contact__donation"
    )


def stop_path(consent: DonorConsent) -> str:
    """A link that ends the newsletter and opens nothing else."""
    key = signing.dumps(consent.contact_id, salt=SALT)
    with override(consent.contact.donation.language):
        return reverse("prakerja_donate:newsletter_end", args=[key])


def contact_of(key: str) -> DonorContact | None:
    """BadSignature if the link is none of ours; None if the donor was erased."""
    contact_id = signing.loads(key, salt=SALT)
    return DonorContact.objects.filter(pk=contact_id).first()
