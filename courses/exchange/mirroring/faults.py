"""What nobody foresaw: it stays with the course it came with, and is told."""

import errno
import logging

from django.db import InterfaceError, OperationalError
from django.utils import timezone
from django.utils.translation import gettext as _

from ...models import MirroredPage
from ..answers import storable
from ..errors import ClientError, harmless
from .standing import stay

logger = logging.getLogger(__name__)

State = MirroredPage.State
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
NOT_OF_ONE_COURSE = (ClientError, InterfaceError, OperationalError, MemoryError)


def take_safely(taker, change):
    """Take a change; what is wrong with one course does not keep others away."""
    try:
        taker.take(change)
    except NOT_OF_ONE_COURSE:
        raise
    except Exception as error:
        if getattr(error, "errno", None) in NO_ROOM:
            raise
        logger.exception("Course %s could not be taken.", change.uid)
        refuse(taker, change)


def refuse(taker, change):
    """What is here of it stays as it is."""
    reason = _("It could not be taken; the log says why.")
    title = str((change.data or {}).get("title") or change.uid)[:255]
    if not taker.dry_run:
        note(taker.source, change, title, reason)
    if reason != taker.reason_known:
        taker.report.add("refused", title, reason)


def note(source, change, title, reason):
    rows = MirroredPage.objects.filter(source=source, uid=change.uid)
    row = rows.first() or MirroredPage(
        source=source, uid=change.uid, kind=MirroredPage.Kind.COURSE, title=title
    )
    if row.kind != MirroredPage.Kind.COURSE:  # a lesson that it claims to be
        return
    if row.state == State.REMOVED_HERE:
        return
    if row.page is None:
        row.state, row.problem = State.REFUSED, reason
        row.seen_at = timezone.now()
        row.save()
    else:
        stay(row, change, reason)


def told(error):
    """An error in words that a database keeps."""
    if isinstance(error, ClientError):
        return storable(str(error))
    words = f"{type(error).__name__}: {error}"[:500]
    return harmless(storable(_("The run broke off: %(error)s") % {"error": words}))
