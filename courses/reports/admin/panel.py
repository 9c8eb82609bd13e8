"""What learners said about the page being edited, and whether it was taken offline.

Page models build their editors from this, so it asks for models only when used.
"""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel


class ReportsPanel(Panel):
    def __init__(self, **kwargs):
        heading = _("What learners report")
        super().__init__(**{"heading": heading, "icon": "warning", **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "prakerja_courses/reports/admin/panel.html"

        @cached_property
        def reports(self):
            from .access import reports_for

            if not self.instance.pk:
                return []
            return list(reports_for(self.request.user, self.instance))

        @cached_property
        def takedown(self):
            from ..takedown import standing_takedown

            return self.instance.pk and standing_takedown(self.instance)

        def is_shown(self):
            return bool(self.reports or self.takedown)

        def get_context_data(self, parent_context=None):
            from .access import may_see_queue

            return {
                **super().get_context_data(parent_context),
                "reports": self.reports,
                "takedown": self.takedown,
                "page": self.instance,
                "may_see_queue": may_see_queue(self.request.user),
            }
