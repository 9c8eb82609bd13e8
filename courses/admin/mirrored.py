"""Where the course being edited was taken over from, and whether more is there now.

Page models build their editors from this, so it asks for models only when used.
"""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel


class MirroredPanel(Panel):
    def __init__(self, **kwargs):
        heading = _("Taken over from another site")
        super().__init__(**{"heading": heading, "icon": "download", **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "prakerja_courses/mirrors/panel.html"

        @cached_property
        def row(self):
            """The row of the course, for its lessons, too."""
            from ..models import MirroredPage

            if not self.instance.pk:
                return None
            rows = MirroredPage.objects.select_related("source", "course__source")
            found = rows.filter(page=self.instance.pk).first()
            return found and (found.course or found)

        def is_shown(self):
            return self.row is not None

        def get_context_data(self, parent_context=None):
            return {
                **super().get_context_data(parent_context),
                "row": self.row,
                "may_adapt": may_adapt(self.row),
                "compare_url": reverse("prakerja_courses_mirrored", args=[self.row.pk]),
            }


def may_adapt(row):
    course = row.page and row.page.specific
    return not (course and course.licence) or course.licence.may_adapt
