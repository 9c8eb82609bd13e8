"""The outbox: letters wait in the database until the mail server takes them."""

from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command
from django.db import transaction
from django_tasks import task
from post_office.models import PRIORITY, STATUS, Email


class OutboxBackend(BaseEmailBackend):
    """Keep each letter within the transaction that wrote it; a task delivers it.

    Post Office's own backend compiles what it is given as Django templates; letters
    carry what strangers typed, so they are kept as they are.
    """

    is_transactional = True  # courses.mail hands letters over before the commit

    def send_messages(self, email_messages):
        for message in email_messages:
            keep(message)
        transaction.on_commit(deliver.enqueue, robust=True)
        return len(email_messages)


def keep(message):
    if message.attachments:
        raise NotImplementedError("The outbox keeps no attachments.")
    html = [text for text, kind in message.alternatives if kind == "text/html"]
    headers = dict(message.extra_headers)
    if message.reply_to:
        headers.setdefault("Reply-To", ", ".join(message.reply_to))
    return Email.objects.create(
        from_email=message.from_email,
        to=message.to,
        cc=message.cc,
        bcc=message.bcc,
        subject=message.subject,
        message=message.body,
        html_message=html[0] if html else "",
        headers=headers,
        priority=PRIORITY.medium,
        status=STATUS.queued,
    )


def letters_forget(sender, donation, **kwargs):
    """Take out what was written to a donor who is being erased, sent or not yet.

    All of it holds the address of the donor's private page.
    """
    Email.objects.filter(message__contains=donation.token).delete()


@task()
def deliver():
    call_command("send_queued_mail", log_level=1)
