"""What happens to a report, from the learner's click until its contact is forgotten."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.permissions import policy_registry

from ..mail import mail_send
from ..models import CoursePage, LessonPage, ProblemReport
from ..moderation.letters import language_of
from ..querysets import reachable
from .fixes import taken_offline_after

State = ProblemReport.State


def reportable(uid):
    """The course or lesson of this ``uid`` that anybody may read, or None."""
    for model in (CoursePage, LessonPage):
        if page := reachable(model.objects.filter(uid=uid)).first():
            return page
    return None


def report_receive(*, page, form_id, kind, language, place="", text="", contact=""):
    """Keep a report; the same form sent twice is one report.

    What is wrong with an alias is mended in the page it shows.
    """
    report, is_new = ProblemReport.objects.get_or_create(
        form_id=form_id,
        defaults={
            "page_id": page.alias_of_id or page.pk,
            "title": page.title,
            "kind": kind,
            "place": place,
            "text": text,
            "contact": contact,
            "language": language,
        },
    )
    if is_new and report.kind == ProblemReport.Kind.COPYRIGHT:
        tell_editors(report)
    return report


def tell_editors(report):
    """A complaint about rights is told at once to all who may settle it."""
    policy = policy_registry.get_by_type(ProblemReport)
    for person in policy.users_with_permission("change"):
        if person.is_active and person.email:
            mail_send(
                "report_rights",
                to=person.email,
                language=language_of(person),
                person=person,
                report=report,
                report_path=reverse("prakerja_reports:inspect", args=[report.pk]),
            )


@transaction.atomic
def report_handle(*, report, user, state, note=None, reply=""):
    """Move a report to ``state``; a reply goes to whoever left an address."""
    report = ProblemReport.objects.select_for_update().get(pk=report.pk)
    if report.state != state:
        report.state = state
        report.handled_at = None if report.is_open else timezone.now()
        report.handled_by = None if report.is_open else user
    if note is not None:
        report.internal_note = note
    if reply and report.contact:
        report_reply(report, user, reply)
    report.save()
    return report


def report_reply(report, user, text):
    mail_send(
        "report_reply",
        to=report.contact,
        language=report.language,
        report=report,
        taken_offline=taken_offline_after(report),
        text=text,
    )
    sent = _("%(day)s, %(user)s wrote to the sender: %(text)s") % {
        "day": date_format(timezone.localdate(), "j F Y"),
        "user": user.get_full_name() or user.get_username(),
        "text": text,
    }
    report.internal_note = f"{report.internal_note}\n\n{sent}".strip()


def forget_contacts():
    """Forget the addresses on reports that were settled long ago; return how many."""
    settled = ProblemReport.objects.settled_long_ago()
    return settled.exclude(contact="").update(contact="")
