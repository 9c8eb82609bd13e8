"""Letting go of what is known of donors once nobody needs it any more."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from .. import conf
from ..models import Donation, DonorConsent, DonorContact

RECEIVED = (Donation.State.PAID, Donation.State.BOOKED)
Purpose = DonorConsent.Purpose
# What of a contact each open consent still needs.
NEEDED = {
    "name": Purpose.SHOW_NAME,
    "message": Purpose.SHOW_MESSAGE,
    "email": Purpose.NEWSLETTER,
}


@transaction.atomic
def contacts_retire() -> int:
    """Empty in old contacts what no open consent needs; return how many went wholly."""
    for field, purpose in NEEDED.items():
        wanted = DonorConsent.objects.open().filter(
            contact=OuterRef("pk"), purpose=purpose
        )
        surplus = contacts_old().exclude(**{field: ""}).exclude(Exists(wanted))
        surplus.update(**{field: ""})
    empty = contacts_old().filter(**dict.fromkeys(NEEDED, ""))
    _number, deleted = empty.delete()
    return deleted.get(DonorContact._meta.label, 0)


def contacts_old() -> QuerySet[DonorContact]:
    """A gift with a problem or an open dispute waits: somebody may have to write."""
    limit = timezone.now() - timedelta(days=conf.get("PAID_CONTACT_DAYS"))
    return DonorContact.objects.filter(
        donation__state__in=RECEIVED,
        donation__paid_at__lt=limit,
        donation__problem="",
    ).exclude(donation__dispute=Donation.Dispute.OPEN)
