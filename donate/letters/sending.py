"""Handing letters to the mail server, each once, and again where that failed.

A backend that keeps mail in the database (``is_transactional = True``) takes the
letter in the same transaction that calls it sent: neither twice nor never. With any
other one a crash in the instant between the two sends it a second time, under the
same Message-ID, rather than never.
"""

import logging
from datetime import timedelta

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ..models import Letter
from .composing import compose

logger = logging.getLogger(__name__)
BATCH = 100
# Each wait is longer by a quarter of an hour, over two days in all.
WAIT = timedelta(minutes=15)
LAST_ATTEMPT = 20


class Overtaken(Exception):
    """Somebody else has sent or removed the letter in the meantime."""


def letters_send() -> int:
    """Send what is due; return how many were."""
    due = Letter.objects.due().order_by("next_at").values_list("pk", flat=True)
    return sum(letter_send(letter_id) for letter_id in due[:BATCH])


def letter_send(letter_id: int) -> bool:
    letter = letter_take(letter_id)
    if letter is None:
        return False
    try:
        deliver(letter)
    except Overtaken:
        return False
    except Exception as problem:  # noqa: BLE001 - noted, and tried again
        # Neither message nor traceback: mail servers put the address into both.
        letter_failed(letter, type(problem).__name__)
        return False
    return True


def letter_take(letter_id: int) -> Letter | None:
    """Claim the next attempt: of all that ask at once, one gets it."""
    now = timezone.now()
    claimed = (
        Letter.objects.due()
        .filter(pk=letter_id)
        .update(attempts=F("attempts") + 1, next_at=now + WAIT)
    )
    letters = Letter.objects.select_related("donation__contact", "donation__book")
    letter = letters.filter(pk=letter_id).first() if claimed else None
    if letter is not None and letter.attempts > 1:
        attempt_of(letter).update(next_at=now + letter.attempts * WAIT)
    return letter


def attempt_of(letter: Letter):  # type: ignore[no-untyped-def]
    """The letter as long as the attempt is still ours."""
    return Letter.objects.filter(
        pk=letter.pk, state=Letter.State.WAITING, attempts=letter.attempts
    )


def deliver(letter: Letter) -> None:
    message = compose(letter)
    if message is None:
        attempt_of(letter).delete()
        raise Overtaken
    if getattr(get_connection(), "is_transactional", False):
        with transaction.atomic():
            letter_sent(letter)
            message.send()
    else:
        send_outside(letter, message)


def send_outside(letter: Letter, message: EmailMultiAlternatives) -> None:
    if not attempt_of(letter).exists():
        raise Overtaken
    message.send()
    letter_sent(letter)


def letter_sent(letter: Letter) -> None:
    """Note it, also where the donor was erased while the mail server had it."""
    changed = attempt_of(letter).update(
        state=Letter.State.SENT, sent_at=timezone.now(), error=""
    )
    if not changed:
        raise Overtaken


def letter_failed(letter: Letter, error: str) -> None:
    logger.error("letter %s to a donor was not sent: %s", letter.pk, error)
    over = letter.attempts >= LAST_ATTEMPT
    attempt_of(letter).update(
        error=error[:100],
        state=Letter.State.FAILED if over else Letter.State.WAITING,
    )
