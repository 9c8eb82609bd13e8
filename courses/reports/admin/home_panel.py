"""What the menu and the home of the admin say about open reports."""

from django.db.models import Case, Value, When
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.sidebar import LinkMenuItem

from ...models import ProblemReport
from .access import may_see_queue

MOST_SHOWN = 5
RIGHTS_FIRST = Case(
    When(kind=ProblemReport.Kind.COPYRIGHT, then=Value(0)), default=Value(1)
)


class ReportsMenuItem(MenuItem):
    """Problem reports, with the number of open ones."""

    def is_shown(self, request):
        return may_see_queue(request.user)

    def render_component(self, request):
        number = ProblemReport.objects.open().count()
        label = f"{self.label} ({number})" if number else str(self.label)
        return LinkMenuItem(
            self.name, label, self.url, icon_name=self.icon_name, attrs=self.attrs
        )


class ReportsHomePanel(Component):
    """Complaints about rights before all others, then whoever waits longest."""

    name = "problem_reports"
    template_name = "prakerja_courses/reports/admin/home_panel.html"
    order = 207

    def __init__(self, reports):
        self.reports = reports

    def get_context_data(self, parent_context):
        reports = self.reports.order_by(RIGHTS_FIRST, "reported_at", "pk")
        return {
            "number": self.reports.count(),
            "first": reports[:MOST_SHOWN],
            "copyright": ProblemReport.Kind.COPYRIGHT,
        }


def add_reports_panel(request, panels):
    """Nothing where nothing waits."""
    reports = ProblemReport.objects.open()
    if may_see_queue(request.user) and reports.exists():
        panels.append(ReportsHomePanel(reports))
