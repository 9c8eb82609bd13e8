"""Treasurers hear of a pause once, in a letter sent by the clock of the site."""

from contextlib import suppress
from smtplib import SMTPException
from typing import Any

from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..models import CardPause

PERMISSION = "prakerja_donate.add_journalentry"
BACKEND = "django.contrib.auth.backends.ModelBackend"


def pauses_tell() -> int:
    """Write about pauses nobody was told of; return how many there were."""
    told = 0
    for pause in CardPause.objects.untold():
        # Whoever writes the time first sends the letter.
        mine = CardPause.objects.filter(pk=pause.pk, told_at=None)
        if mine.update(told_at=timezone.now()):
            tell(pause)
            told += 1
    return told


def tell(pause: CardPause) -> None:
    with suppress(OSError, SMTPException):
        for address in treasurers():
            send_mail(
                _("Card payments rest for a while"), words(pause), None, [address]
            )


def treasurers() -> list[str]:
    users: Any = get_user_model()._default_manager
    found = users.with_perm(PERMISSION, backend=BACKEND, include_superusers=False)
    people = found if found.exists() else users.filter(is_superuser=True)
    return sorted({user.email for user in people.filter(is_active=True) if user.email})


def words(pause: CardPause) -> str:
    until = timezone.localtime(pause.until)
    return _(
        "%(reason)s That is what it looks like when somebody tries out stolen cards. "
        "So the donate page takes no cards until %(until)s and offers the other ways "
        "to give. After that it goes on by itself; you need not do anything.\n\n"
        "Please look at the newest payments in the payment service's own pages, and "
        "give back what was paid with a card that is not the donor's."
    ) % {
        "reason": pause.get_reason_display(),
        "until": date_format(until, "DATETIME_FORMAT"),
    }
