"""Entering a live class on the clock of its announcement."""

import zoneinfo

from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm


class LiveSessionForm(WagtailAdminModelForm):
    """Read the start on the clock of the chosen zone, not of the editor's account."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["starts_at"] = self.instance.local_start.replace(tzinfo=None)

    def clean(self):
        cleaned = super().clean()
        starts_at, zone = cleaned.get("starts_at"), cleaned.get("timezone")
        if starts_at and zone:
            wall_clock = timezone.make_naive(starts_at)
            cleaned["starts_at"] = wall_clock.replace(tzinfo=zoneinfo.ZoneInfo(zone))
        return cleaned
