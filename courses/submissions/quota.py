"""Keep uploads from filling memory or disk, without losing what was typed."""

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.db import transaction
from django.utils.translation import gettext

from .. import conf
from ..clients import network_of
from ..limits import TooMany, mailbox, take
from .keeping import FilesRefused, unconfirmed_bytes
from .uploads import limit_bytes, total_limit_bytes, unconfirmed_limit_bytes

# Who may hold which part of the room for files that nobody confirmed.
MAILBOX_PART = 16
NETWORK_PART = 8


class QuotaHandler(FileUploadHandler):
    """Drops a file as soon as it is too large; the fields of the form go on.

    The rest of the body is read and thrown away: a server that closes the connection
    in the middle of it leaves the sender with a browser's error page. The names of
    the files dropped are in ``request.files_too_large``, by field.
    """

    def __init__(self, request):
        super().__init__(request)
        self.request.files_too_large = {}
        self.size = self.total = 0

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.size = 0

    def receive_data_chunk(self, raw_data, start):
        self.size += len(raw_data)
        self.total += len(raw_data)
        if self.size > limit_bytes() or self.total > total_limit_bytes():
            self.request.files_too_large[self.field_name] = self.file_name
            raise SkipFile
        return raw_data

    def file_complete(self, file_size):
        """Leave the finished file to the handlers that come after this one."""


def check_room(uploads):
    """What nobody confirmed may not fill the disk."""
    if uploads and unconfirmed_bytes() + size_of(uploads) > unconfirmed_limit_bytes():
        raise no_room()


def room_take(request, email, uploads):
    """Count files towards the shares of their sender; what is refused takes nothing."""
    if not uploads:
        return
    seconds = conf.get("SUBMISSION_UNCONFIRMED_HOURS") * 3600
    kilobytes = size_of(uploads) // 1024
    try:
        with transaction.atomic():
            for source, part in (
                (mailbox(email), MAILBOX_PART),
                (network_of(request), NETWORK_PART),
            ):
                take(f"room:{source}", share(part), seconds, amount=kilobytes)
    except TooMany:
        raise no_room() from None


def share(part):
    """In kilobytes; one full module always finds room."""
    return max(unconfirmed_limit_bytes() // part, total_limit_bytes()) // 1024


def size_of(uploads):
    return sum(upload.size for upload in uploads)


def no_room():
    return FilesRefused(
        gettext(
            "We cannot take files just now: too many wait for a confirmation. "
            "Send the form without them; once you have confirmed it, you can "
            "add them with “Change it”."
        )
    )
