"""A letter is sent once: whatever fails, crashes or runs twice."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.utils import timezone

from donate.ledger.posting import entry_reverse
from donate.letters.sending import LAST_ATTEMPT, letter_send, letter_take, letters_send
from donate.letters.writing import letter_write
from donate.models import Letter
from donate.reconcile import tick
from donate.services import donor_erase
from donate.services.settling import announce

from .. import factories

pytestmark = pytest.mark.django_db


class Broken(EmailBackend):
    """A mail server that says whom it refused."""

    def send_messages(self, messages):
        raise OSError(f"550 {messages[0].to} refused")


@pytest.fixture
def broken(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Broken"


@pytest.fixture
def letter(gift):
    return gift.letters.get()


def later(letter):
    """Let the time of the next attempt come."""
    Letter.objects.filter(pk=letter.pk).update(next_at=timezone.now())


def test_a_gift_that_is_booked_is_thanked_for_after_the_commit(
    db, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        factories.received(email="sari@example.org")
        assert mail.outbox == []
    assert [message.to for message in mail.outbox] == [["sari@example.org"]]


def test_what_a_crash_after_the_commit_left_is_sent_by_tick(letter):
    assert mail.outbox == []
    tick()
    assert len(mail.outbox) == 1
    letter.refresh_from_db()
    assert letter.state == "sent" and letter.sent_at


def test_what_is_rolled_back_is_never_sent(db):
    given = factories.intent(email="sari@example.org")
    with pytest.raises(RuntimeError), transaction.atomic():
        factories.arrive(given)
        raise RuntimeError
    letters_send()
    assert mail.outbox == [] and not Letter.objects.exists()


def test_sending_twice_sends_once(letter):
    assert [letter_send(letter.pk), letter_send(letter.pk)] == [True, False]
    assert len(mail.outbox) == 1


def test_an_attempt_that_another_process_took_over_sends_nothing(letter, monkeypatch):
    slow = letter_take(letter.pk)
    later(letter)
    assert letter_send(letter.pk)
    monkeypatch.setattr("donate.letters.sending.letter_take", lambda pk: slow)
    assert not letter_send(letter.pk)
    assert len(mail.outbox) == 1


def test_a_crash_in_an_attempt_leaves_the_letter_for_later(letter):
    letter_take(letter.pk)
    assert not letter_send(letter.pk)
    later(letter)
    assert letter_send(letter.pk)
    assert len(mail.outbox) == 1


def test_a_crash_while_handing_over_keeps_nothing(letter, monkeypatch):
    def crash(*args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(EmailBackend, "send_messages", crash)
        letter_send(letter.pk)
    letter.refresh_from_db()
    assert letter.state == "waiting"


def test_a_mail_server_that_refuses_is_asked_again_later(letter, broken, settings):
    assert not letter_send(letter.pk)
    letter.refresh_from_db()
    assert letter.state == "waiting" and letter.next_at > timezone.now()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    later(letter)
    assert letters_send() == 1


def test_each_wait_is_longer(letter, broken):
    waits = []
    for _attempt in range(3):
        letter_send(letter.pk)
        letter.refresh_from_db()
        waits.append(round((letter.next_at - timezone.now()) / timedelta(minutes=15)))
        later(letter)
    assert waits == [1, 2, 3]


def test_after_two_days_it_waits_for_a_person(letter, broken):
    Letter.objects.update(attempts=LAST_ATTEMPT - 1)
    letter_send(letter.pk)
    assert list(Letter.objects.needing_attention()) == [letter]


def test_neither_row_nor_log_names_the_address(letter, broken, caplog):
    letter_send(letter.pk)
    letter.refresh_from_db()
    assert letter.error == "OSError"
    assert "was not sent: OSError" in caplog.text
    assert "sari@" not in caplog.text


def test_without_an_outbox_it_is_marked_after_the_server_took_it(letter, monkeypatch):
    monkeypatch.setattr(EmailBackend, "is_transactional", False)
    assert letter_send(letter.pk)
    assert not letter_send(letter.pk)
    assert len(mail.outbox) == 1


def test_a_second_copy_can_be_told_as_one(letter):
    letter_send(letter.pk)
    Letter.objects.update(state="waiting", next_at=timezone.now())
    letter_send(letter.pk)
    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]


def test_who_gave_no_address_gets_no_letter(db):
    assert not factories.received(name="Sari").letters.exists()


def test_who_was_erased_in_the_meantime_gets_none(gift, letter, monkeypatch):
    taken = letter_take(letter.pk)
    donor_erase(donation=gift)
    monkeypatch.setattr("donate.letters.sending.letter_take", lambda pk: taken)
    assert not letter_send(letter.pk)
    assert mail.outbox == []


def test_the_same_occasion_is_written_of_once(gift):
    first = letter_write(donation=gift, kind=Letter.Kind.REFUND, occasion=100)
    assert letter_write(donation=gift, kind=Letter.Kind.REFUND, occasion=100) == first
    letter_write(donation=gift, kind=Letter.Kind.REFUND, occasion=200)
    assert gift.letters.filter(kind="refund").count() == 2


def test_23_a_refund_undone_and_made_again_is_told_again(gift, give_back):
    first = give_back(20_000_00)
    letters_send()
    entry_reverse(entry=first.entry, note_text="keliru", author=None)
    tick()
    give_back(20_000_00)
    letters_send()
    gift.refresh_from_db()
    announce(gift, gift.state), announce(gift, gift.state)
    letters_send()
    assert gift.letters.filter(kind="refund", state="sent").count() == 2


def test_23_a_refund_whose_letter_was_dropped_is_not_told_by_the_next(gift, give_back):
    undone = give_back(20_000_00)
    entry_reverse(entry=undone.entry, note_text="keliru", author=None)
    letters_send(), tick()
    standing = give_back(10_000_00)
    letter = gift.letters.get(kind="refund")
    assert letter.occasion == standing.entry.seq
