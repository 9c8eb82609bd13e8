"""What an editor decides about a new version of a course that was edited here."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.locks import ScheduledForPublishLock, WorkflowLock

from ...models import Licence, MirroredPage
from .agent import client_of
from .documents import Refused, read_course
from .pages import PageWriter
from .shelf import NoShelf, Shelf
from .standing import hold_pages
from .versions import course_write, fetch

State = MirroredPage.State
Kind = MirroredPage.Kind
FILE_SECONDS = 20  # somebody waits for the page


class Overtaken(Exception):
    """Another version waits by now, or none."""


def version_take(*, row, user, publish):
    """Replace what is here by the version that waits; return problems."""
    require_free(row, user)
    course = read_course(row.waiting, Licence.objects.in_bulk(field_name="code"))
    shelf = shelf_of(row)
    fetch(course, shelf)
    try:
        with transaction.atomic():
            hold_pages([row.page_id, *(page.pk for page in lessons_here(row).values())])
            row = still_waiting(row)
            require_free(row, user)
            problems = course_write(
                row=row,
                course=course,
                digest=row.waiting_digest,
                writer=PageWriter(row.source, publish=publish, user=user),
                shelf=shelf,
            )
    except PermissionDenied as error:
        raise Refused(
            _("You may not do all that this takes. Ask somebody who may publish here.")
        ) from error
    if shelf.problems:
        problems.append(_("What could not be copied stays a link to the source."))
    return problems


@transaction.atomic
def version_keep(*, row):
    """Leave the page as it is, until the source has a newer version."""
    row = still_waiting(row)
    row.state = State.CHANGED_HERE
    row.digest, row.declined = row.waiting_digest, True
    row.waiting, row.waiting_digest = None, ""
    row.save()


def still_waiting(read):
    """The row, which nobody else writes now; Overtaken if they did meanwhile."""
    rows = MirroredPage.objects.select_for_update(of=("self",))
    row = rows.select_related("source", "page").filter(pk=read.pk).first()
    if row is None or row.waiting is None:
        raise Overtaken
    if (row.waiting_digest, row.waiting) != (read.waiting_digest, read.waiting):
        raise Overtaken
    return row


def require_free(row, user):
    if row.page is None:
        raise Refused(_("The page was deleted here."))
    if found := obstacles(row, user):
        raise Refused(" ".join(found))


def obstacles(row, user):
    """Why this user cannot take the version that waits, in sentences."""
    lessons = lessons_here(row)
    pages = [row.page, *lessons.values()]
    found = [text for page in pages if (text := lock_text(page, user))]
    staying = {str(lesson["uid"]) for lesson in row.waiting["lessons"]}
    found += [
        _("It takes away “%(title)s”, which only somebody who may publish can do.")
        % {"title": page.title}
        for uid, page in lessons.items()
        if uid not in staying
        and page.live
        and not page.permissions_for_user(user).can_unpublish()
    ]
    return found


def lessons_here(row):
    """Its own, and those of other courses that the version brings along."""
    brought = [lesson["uid"] for lesson in row.waiting["lessons"]]
    rows = MirroredPage.objects.filter(
        Q(course=row) | Q(source=row.source_id, kind=Kind.LESSON, uid__in=brought),
        page__isnull=False,
    )
    return {str(each.uid): each.page for each in rows.select_related("page")}


def lock_text(page, user):
    """What keeps this user from changing the page; empty where nothing does."""
    lock = page.get_lock()
    if not (lock and lock.for_user(user)):
        return ""
    if isinstance(lock, WorkflowLock):
        text = _("“%(title)s” is being reviewed; only who reviews it can change it.")
    elif isinstance(lock, ScheduledForPublishLock):
        text = _("“%(title)s” is to be published at a set time and locked until then.")
    elif page.locked_by:
        text = _("“%(title)s” is locked by %(name)s.")
    else:
        text = _("“%(title)s” is locked.")
    return text % {"title": page.title, "name": get_user_display_name(page.locked_by)}


def reviewed(row):
    """What was handed in here that the version that waits would replace."""
    pages = [row.page, *lessons_here(row).values()]
    return [page.title for page in pages if page.workflow_in_progress]


def shelf_of(row):
    options = row.source.options
    if options.get("media") != "copy":
        return NoShelf()
    private = bool(options.get("allow_private"))
    client = client_of(row.source.origin, allow_private=private, attempts=1)
    return Shelf(client, row.media, seconds=FILE_SECONDS)
