"""Entering a live class on the clock of its announcement."""

import zoneinfo

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from ..models import LiveSession
from .access import policy

NOT_YOURS = _(
    "Choose a draft of your own that is not in review. For any other course ask an "
    "editor to set up the class."
)


class LiveSessionForm(WagtailAdminModelForm):
    """Read the start on the clock of the chosen zone, not of the editor's account."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Wagtail's names the kind of page, in whose language the process began.
        self.fields["course"].widget.choose_one_text = _("Choose a course")
        if self.instance.pk:
            self.initial["starts_at"] = self.instance.local_start.replace(tzinfo=None)

    def clean_course(self):
        course = self.cleaned_data["course"]
        session = LiveSession(course=course)
        if not policy.user_has_permission_for_instance(self.for_user, "add", session):
            raise ValidationError(NOT_YOURS)
        return course

    def clean(self):
        cleaned = super().clean()
        starts_at, zone = cleaned.get("starts_at"), cleaned.get("timezone")
        if starts_at and zone:
            wall_clock = timezone.make_naive(starts_at)
            cleaned["starts_at"] = wall_clock.replace(tzinfo=zoneinfo.ZoneInfo(zone))
        return cleaned
