"""What an editor decides about a new version of a course that was edited here."""

from django.db import transaction
from django.utils.translation import gettext as _

from ...models import Licence, MirroredPage
from .agent import client_of
from .documents import Refused, read_course
from .pages import PageWriter
from .shelf import NoShelf, Shelf
from .taking import course_write

State = MirroredPage.State


def version_take(*, row, user, publish):
    """Replace what is here by the version that waits; return problems."""
    licences = Licence.objects.in_bulk(field_name="code")
    if row.page is None:
        raise Refused(_("The page was deleted here."))
    return course_write(
        row=row,
        course=read_course(row.waiting, licences),
        digest=row.waiting_digest,
        writer=PageWriter(row.source, publish=publish, user=user),
        shelf=shelf_of(row),
    )


def shelf_of(row):
    options = row.source.options
    if options.get("media") != "copy":
        return NoShelf()
    private = bool(options.get("allow_private"))
    return Shelf(client_of(row.source.origin, allow_private=private), row.media)


@transaction.atomic
def version_keep(*, row):
    """Leave the page as it is, until the source has a newer version."""
    row.state = State.CHANGED_HERE
    row.digest = row.waiting_digest
    row.waiting, row.waiting_digest = None, ""
    row.save()
