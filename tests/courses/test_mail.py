"""When a letter leaves: never before what it tells of is true for good."""

import pytest
from django.core import mail
from django.core.mail.backends import locmem
from django.db import transaction

from courses.mail import mail_send
from courses.models import ProblemReport

pytestmark = pytest.mark.django_db(transaction=True)


class MailServer(locmem.EmailBackend):
    """A host without an outbox: what is sent cannot be taken back."""

    is_transactional = False


class DeadMailServer(MailServer):
    def send_messages(self, messages):
        raise ConnectionRefusedError("nobody at home")


@pytest.fixture(autouse=True)
def plain_host(settings):
    settings.EMAIL_BACKEND = "tests.courses.test_mail.MailServer"


def write():
    report = ProblemReport(title="Kas Warung")
    to = ["ani@contoh.example", "budi@contoh.example"]
    mail_send("report_reply", to=to, language="id", report=report, text="Beres.")


def test_outside_of_a_transaction_it_leaves_at_once():
    write()
    assert [letter.to[0][:3] for letter in mail.outbox] == ["ani", "bud"]


def test_it_leaves_after_the_commit():
    with transaction.atomic():
        write()
        assert mail.outbox == []
    assert len(mail.outbox) == 2


def test_what_is_undone_sends_nothing():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write()
        raise ZeroDivisionError
    assert mail.outbox == []


def test_a_dead_mail_server_is_logged_and_stops_nobody(settings, caplog):
    settings.EMAIL_BACKEND = "tests.courses.test_mail.DeadMailServer"
    write()
    with transaction.atomic():
        write()
    failures = [record for record in caplog.records if record.exc_info]
    assert len(failures) == 4
