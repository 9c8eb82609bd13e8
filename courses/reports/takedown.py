"""Taking a course or lesson offline because somebody's rights are at stake."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry

from ..models import ProblemReport
from ..models.publishing import unschedule
from .files import files_hide, files_only_in
from .fixes import TAKEDOWN as ACTION
from .services import report_handle


def may_take_offline(page, user):
    """Whoever may publish the page; a lock on it does not protect it from the law."""
    return source_of(page).permissions_for_user(user).can_publish()


@transaction.atomic
def take_offline(
    *,
    page,
    user,
    reason,
    report=None,
    reply="",
    with_translations=False,
    with_files=False,
):
    """Take a page, what lies below it and every alias out of public view.

    Returns the pages that were public. ``with_translations`` takes those that the
    user may, ``with_files`` the pictures and documents that nothing else uses.
    """
    page = source_of(page)
    if not may_take_offline(page, user):
        raise PermissionDenied
    data = {"reason": reason, "report": str(report.uid) if report else ""}
    roots = [page, *(translations_of(page, user) if with_translations else [])]
    pages = shown_with(*roots)
    if with_files:
        files_hide(files=files_only_in(pages), action=ACTION, user=user, data=data)
    taken = [each for each in pages if go_offline(each, user, data)]
    known = {each.pk for each in taken}
    for root in roots:
        if root.pk not in known:
            log(instance=root.specific, action=ACTION, user=user, data=data)
    if report:
        why = _("Taken offline: %(reason)s") % {"reason": reason}
        note = f"{report.internal_note}\n\n{why}".strip()
        state = ProblemReport.State.FIXED
        report_handle(report=report, user=user, state=state, note=note, reply=reply)
    return taken


def source_of(page):
    """The page itself, read anew, or the one an alias shows."""
    page = Page.objects.get(pk=page.pk)
    while page.alias_of_id:
        page = page.alias_of
    return page


def translations_of(page, user):
    """Those the user may take offline; an alias goes with what it shows."""
    pages = page.get_translations().filter(alias_of=None)
    return [each for each in pages if may_take_offline(each, user)]


def shown_with(*pages):
    """Aliases first: taking their source offline would hide which ones were public."""
    found = [each for page in pages for each in page.get_descendants(inclusive=True)]
    generation = found
    while generation:
        generation = list(Page.objects.filter(alias_of__in=generation))
        found += generation
    return [each.specific for each in reversed(found)]


def go_offline(page, user, data):
    """Return whether the page was public; either way nothing brings it back alone."""
    was_live = page.live
    if review := page.current_workflow_state:
        review.cancel(user=user)
    unschedule(page)
    if was_live:
        action = UnpublishPageAction(page, user=user, log_action=False)
        action.execute(skip_permission_checks=True)
        log(instance=page, action=ACTION, user=user, data=data)
    return was_live


def standing_takedown(page):
    """The log entry of a takedown that nobody has published over yet, or None."""
    entries = PageLogEntry.objects.filter(page=page.pk, action=ACTION)
    if page.last_published_at:
        entries = entries.filter(timestamp__gt=page.last_published_at)
    return entries.select_related("user").order_by("-timestamp").first()


def takedown_reason(entry):
    return entry.data.get("reason", "")
