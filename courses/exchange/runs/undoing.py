"""Taking back the drafts of a run, unless somebody has touched them since."""

from django.db import transaction
from django.utils.translation import gettext as _

from ...models import CoursePage, ImportedAddress, LiveSession
from .leftovers import leftovers_delete, note_brought
from .making import name_drafts
from .states import run_note


def undo(run, user, beat):
    """Delete what may go; tell what is kept and why."""
    kept, report = [], note_drafts(run)
    for done, (pk, revision_id) in enumerate(made_by(run), start=1):
        if reason := draft_undo(pk=pk, revision_id=revision_id, user=user):
            kept.append(kept_entry(pk, reason))
        beat(done)
    leftovers_delete(report=report, user=user)
    note_undone(run, report)
    return {"kept": kept, "report": report, "rows_done": run.rows}


def note_drafts(run):
    """Keep what is told of the drafts; an undo that was killed needs it once more."""
    name_drafts(run, run.report)
    note_brought(run, run.report)
    run_note(run, report=run.report)
    return run.report


def note_undone(run, report):
    left = set(run.made.values_list("course_id", flat=True))
    for entry in report:
        if entry.get("page") and entry["page"] not in left:
            entry |= {"outcome": "undone", "page": None}


def made_by(run):
    return list(run.made.order_by("pk").values_list("course_id", "revision_id"))


@transaction.atomic
def draft_undo(*, pk, revision_id, user):
    """Delete one draft and free its address; return why it stays, if it does."""
    course = CoursePage.objects.select_for_update().filter(pk=pk).first()
    if course is None:
        return ""
    if reason := reason_to_keep(course, revision_id, user):
        return reason
    ImportedAddress.objects.filter(course_uid=course.uid).delete()
    course.delete(user=user)
    return ""


def reason_to_keep(course, revision_id, user):
    if course.live:
        return _("It is public.")
    if course.first_published_at:
        return _("It was public.")
    if course.latest_revision_id != revision_id:
        return _("Somebody edited it since.")
    if course.numchild:
        return _("It has lessons.")
    if LiveSession.objects.filter(course=course).exists():
        return _("It has a live class.")
    if course.workflow_in_progress:
        return _("It is in review.")
    if not course.permissions_for_user(user).can_delete():
        return _("You may not delete it.")
    return ""


def kept_entry(pk, reason):
    title = CoursePage.objects.get(pk=pk).get_admin_display_title()
    return {"page": pk, "title": title, "reason": reason}


def would_be_kept(run, user):
    """How many drafts an undo would delete now, and the entries it would keep."""
    kept, gone = [], 0
    courses = CoursePage.objects.in_bulk([pk for pk, _revision in made_by(run)])
    for pk, revision_id in made_by(run):
        if pk in courses and (reason := reason_to_keep(courses[pk], revision_id, user)):
            title = courses[pk].get_admin_display_title()
            kept.append({"page": pk, "title": title, "reason": reason})
        else:
            gone += pk in courses
    return gone, kept
