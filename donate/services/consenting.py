"""What a donor allows, changed as easily as it was given, with evidence of both."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone, translation

from .. import conf
from ..models import Donation, DonorConsent, DonorContact
from ..signals import wall_changed

Wall = Donation.Wall
FLAGS = ("show_name", "show_amount", "show_message")


@dataclass(frozen=True)
class Wishes:
    """What a donor says about themselves, and what may be done with it."""

    name: str = ""
    email: str = ""
    message: str = ""
    consents: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        return not (self.name or self.email or self.message or self.consents)


@transaction.atomic
def wishes_change(*, donation: Donation, wishes: Wishes) -> Donation:
    """Do as the donor says from now on; what may no longer be shown goes at once."""
    donation = Donation.objects.locked(donation)
    before = wall_words(donation)
    later_months_forget(donation, wishes)
    contact_change(donation, wishes)
    for flag in FLAGS:
        setattr(donation, flag, flag in wishes.consents)
    donation.wall = wall_state(donation, before)
    donation.save(update_fields=[*FLAGS, "wall"])
    wall_announce()
    return donation


def contact_change(donation: Donation, wishes: Wishes) -> None:
    if wishes.is_empty:
        DonorContact.objects.filter(donation=donation).delete()
        return
    contact, _created = DonorContact.objects.update_or_create(
        donation=donation,
        defaults={
            "name": wishes.name,
            "email": wishes.email,
            "message": wishes.message,
        },
    )
    consents_change(contact, wishes.consents)


def later_months_forget(donation: Donation, wishes: Wishes) -> None:
    """What a donor takes back here goes wherever it was carried to from here."""
    contact = DonorContact.objects.filter(donation=donation).first()
    if contact is None or donation.subscription_id is None:
        return
    later = DonorContact.objects.filter(
        donation__subscription=donation.subscription_id, donation__pk__gt=donation.pk
    )
    if contact.name and not wishes.name:
        later.filter(name=contact.name).update(name="")
    if contact.email and not wishes.email:
        later.filter(email=contact.email).update(email="")


def consents_change(contact: DonorContact, wanted: frozenset[str]) -> None:
    """End what is no longer allowed, begin what is new; what stays keeps its time."""
    now = timezone.now()
    given = contact.consents.open()
    given.exclude(purpose__in=wanted).update(withdrawn_at=now)
    known = set(given.values_list("purpose", flat=True))
    language = translation.get_language() or "id"
    DonorConsent.objects.bulk_create(
        DonorConsent(
            contact=contact,
            purpose=purpose,
            text_version=f"{conf.get('CONSENT_VERSION')}/{language}",
            given_at=now,
        )
        for purpose in sorted(wanted - known)
    )


@transaction.atomic
def newsletter_stop(*, contact: DonorContact) -> None:
    consents = contact.consents.open()
    consents.filter(purpose=DonorConsent.Purpose.NEWSLETTER).update(
        withdrawn_at=timezone.now()
    )


def wall_words(donation: Donation) -> tuple[str, str]:
    """Name and message as far as they may be shown."""
    contact = DonorContact.objects.filter(donation=donation).first()
    if contact is None:
        return "", ""
    return (
        contact.name if donation.show_name else "",
        contact.message if donation.show_message else "",
    )


def wall_state(donation: Donation, before: tuple[str, str] | None = None) -> str:
    """Where the gift belongs on the wall; new words wait for somebody to look."""
    words = wall_words(donation)
    if not any(words) or donation.state != Donation.State.BOOKED:
        return Wall.OFF
    is_new = before is None or any(
        word and word != old for word, old in zip(words, before, strict=True)
    )
    if is_new or donation.wall == Wall.OFF:
        return Wall.WAITING
    return donation.wall


def wall_announce() -> None:
    transaction.on_commit(lambda: wall_changed.send_robust(Donation))
