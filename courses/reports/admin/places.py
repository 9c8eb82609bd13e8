"""Where reports and takedowns stand in the Wagtail admin."""

from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter

from ...admin.menu import GuardedMenuItem, report_urls
from ...models import CoursePage, LessonPage, ProblemReport
from ..takedown import ACTION, may_take_offline, standing_takedown, takedown_reason
from .access import may_see_queue
from .ranking import MostReportedView
from .views import TakedownView, handle_report, takedown_url

urlpatterns = [
    path(
        "problem-reports/<int:pk>/<slug:state>/",
        handle_report,
        name="prakerja_courses_handle_report",
    ),
    path(
        "courses/<int:page_id>/take-offline/",
        TakedownView.as_view(),
        name="prakerja_courses_take_offline",
    ),
    *report_urls("most-reported", MostReportedView),
]


def most_reported_menu_item():
    return GuardedMenuItem(
        gettext_lazy("Most reported"),
        "prakerja_courses_most_reported",
        allowed=may_see_queue,
        name="most-reported",
        icon_name="warning",
        order=130,
    )


def takedown_buttons(page, user, view_name, next_url=None):
    ours = issubclass(page.specific_class or object, (CoursePage, LessonPage))
    if ours and page.live and may_take_offline(page, user):
        label = _("Take offline for legal reasons")
        yield Button(label, takedown_url(page), icon_name="download", priority=65)


def warn_about_takedown(request, page):
    """Remind whoever publishes a page that it was taken offline, and why."""
    entry = standing_takedown(page)
    if entry is None:
        return
    text = _(
        "“%(title)s” had been taken offline: %(reason)s It is public again now. If the "
        "matter is not settled, take it offline once more."
    )
    title = page.get_admin_display_title()
    reason = takedown_reason(entry)
    messages.warning(request, text % {"title": title, "reason": reason})


def register_log_action(actions):
    actions.register_action(ACTION)(TakedownFormatter)


class TakedownFormatter(LogFormatter):
    label = gettext_lazy("Take offline")

    def format_message(self, entry):
        return _("Taken offline: %(reason)s") % {"reason": takedown_reason(entry)}

    def format_comment(self, entry):
        uid = entry.data.get("report")
        report = ProblemReport.objects.filter(uid=uid).first() if uid else None
        return after_report(report) if report else ""


def after_report(report):
    day = timezone.localtime(report.reported_at)
    text = _("After the report of %(day)s: %(kind)s") % {
        "day": date_format(day, "j F Y"),
        "kind": report.get_kind_display(),
    }
    url = reverse("prakerja_reports:inspect", args=[report.pk])
    return format_html('<a href="{}">{}</a>', url, text)
