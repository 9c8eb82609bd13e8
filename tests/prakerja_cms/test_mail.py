"""Letters wait in the database; a dead mail server loses none."""

import pytest
from django.conf import settings
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from post_office.models import STATUS, Email

from courses.mail import mail_send
from courses.models import ProblemReport

pytestmark = pytest.mark.django_db

DEAD = "django.core.mail.backends.smtp.EmailBackend"
MEMORY = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture(autouse=True)
def outbox(settings, tmp_path, monkeypatch):
    settings.VAR_DIR = tmp_path
    settings.EMAIL_BACKEND = "prakerja_cms.mail.OutboxBackend"
    settings.POST_OFFICE = {**settings.POST_OFFICE, "BACKENDS": {"default": MEMORY}}
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    monkeypatch.setattr("post_office.mail.db_connection.close", lambda: None)


def write(subject="Salam", text="Halo", **kwargs):
    message = mail.EmailMultiAlternatives(subject, text, to=["a@contoh.id"], **kwargs)
    message.attach_alternative(f"<p>{text}</p>", "text/html")
    message.send()


def send_now():
    lock = str(settings.VAR_DIR / "outbox")  # another worker has its own
    call_command("send_queued_mail", log_level=1, lockfile=lock)


def test_a_letter_waits_and_then_goes_out_in_text_and_html():
    write()
    assert mail.outbox == []
    send_now()
    [sent] = mail.outbox
    assert sent.body == "Halo"
    assert sent.alternatives[0][0] == "<p>Halo</p>"


def test_a_letter_is_sent_once():
    write()
    send_now()
    send_now()
    assert len(mail.outbox) == 1


def test_what_strangers_type_is_not_run_as_a_template():
    write(subject="{% debug %}", text="{{ secret }} {% nonsense")
    send_now()
    assert mail.outbox[0].subject == "{% debug %}"
    assert mail.outbox[0].body == "{{ secret }} {% nonsense"


def test_a_dead_mail_server_keeps_the_letter_for_another_try(settings):
    settings.POST_OFFICE = {**settings.POST_OFFICE, "BACKENDS": {"default": DEAD}}
    write()
    send_now()
    letter = Email.objects.get()
    assert letter.status == STATUS.requeued
    assert letter.scheduled_time is not None


def test_a_letter_that_waits_goes_out_when_the_server_is_back(settings):
    settings.POST_OFFICE = {**settings.POST_OFFICE, "BACKENDS": {"default": DEAD}}
    write()
    send_now()
    settings.POST_OFFICE = {**settings.POST_OFFICE, "BACKENDS": {"default": MEMORY}}
    Email.objects.update(scheduled_time=None)
    send_now()
    assert len(mail.outbox) == 1


def test_what_is_undone_sends_no_letter():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write()
        raise ZeroDivisionError
    assert not Email.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_letter_of_the_library_is_kept_in_the_transaction_that_wrote_it():
    """Between a commit and a letter written after it, a crash would lose the letter."""
    report = ProblemReport(title="Kas Warung")
    with transaction.atomic():
        mail_send("report_reply", to="a@contoh.id", language="id", report=report)
        assert Email.objects.count() == 1


def test_an_attachment_is_refused_rather_than_lost():
    with pytest.raises(NotImplementedError):
        write(attachments=[("a.txt", "x", "text/plain")])


def test_letters_are_forgotten_after_two_weeks():
    write()
    Email.objects.update(created="2020-01-01T00:00:00Z")
    from home.management.commands.tick import forget_mail

    forget_mail()
    assert not Email.objects.exists()
