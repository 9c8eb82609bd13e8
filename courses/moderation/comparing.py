"""Two versions of a page beside each other, for whoever decides about the newer one."""

from django.db import models
from django.template.defaultfilters import yesno
from django.urls import reverse
from django.utils.formats import localize
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.compare import (
    FieldComparison,
    TextDiff,
    register_comparison_class,
)
from wagtail.admin.views.pages.revisions import RevisionsCompareView
from wagtail.admin.widgets.button import HeaderButton

from .queue import reviews_for

EMPTY = "–"


class PlainComparison(FieldComparison):
    """Wagtail writes “None” and “True”."""

    def htmldiff(self):
        before, after = (shown(value) for value in (self.val_a, self.val_b))
        if before == after:
            return after
        changes = [("deletion", before), ("addition", after)]
        return TextDiff(changes, separator=" ").to_html()


def shown(value):
    if value is None:
        return EMPTY
    return str(yesno(value) if isinstance(value, bool) else localize(value))


for kind in (models.BooleanField, models.DateField, models.IntegerField):
    register_comparison_class(kind, comparison_class=PlainComparison)


class CourseCompareView(RevisionsCompareView):
    """Wagtail's comparison, with the way back to the desk."""

    @cached_property
    def header_buttons(self):
        buttons = super().header_buttons
        waiting = reviews_for(self.request.user)
        if waiting.filter(workflow_state__object_id=str(self.object.pk)).exists():
            url = reverse("prakerja_courses_review", args=[self.object.pk])
            label = _("Back to the desk")
            buttons = [HeaderButton(label, url=url, icon_name="arrow-left"), *buttons]
        return buttons
