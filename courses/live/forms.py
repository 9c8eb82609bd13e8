"""Entering a live class, or a whole series, on the clock of its announcement."""

import datetime as dt
import re
import zoneinfo

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from ..models import LiveSession
from .access import policy
from .series import LONGEST, series_make, weekly

NOT_YOURS = _(
    "Choose a draft of your own that is not in review. For any other course ask an "
    "editor to set up the class."
)
SERIES_FIELDS = ("repeat_count", "repeat_until", "repeat_skip")


class DatesField(forms.CharField):
    """Several dates, with commas or line breaks between them."""

    widget = forms.TextInput
    formats = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y")

    def to_python(self, value):
        words = re.split(r"[\s,;]+", super().to_python(value).strip())
        return [self.date(word) for word in words if word]

    def date(self, word):
        for written in self.formats:
            try:
                return dt.datetime.strptime(word, written).date()  # noqa: DTZ007
            except ValueError:
                continue
        text = gettext("“%(word)s” is no date. Write it like 2030-12-25.")
        raise ValidationError(text % {"word": word[:40]})


class LiveSessionForm(WagtailAdminModelForm):
    """Read the start on the clock of the chosen zone, not of the editor's account."""

    repeat_count = forms.IntegerField(
        label=_("How many classes"),
        required=False,
        min_value=2,
        max_value=LONGEST,
        help_text=_("The first one included. Empty if a last day is given."),
    )
    repeat_until = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=AdminDateInput,
        help_text=_("No class of the series is later than this."),
    )
    repeat_skip = DatesField(
        label=_("Days without class"),
        required=False,
        help_text=_(
            "Holidays, like 2030-12-25, with a comma between them. With a number of "
            "classes the series ends later instead."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Wagtail's names the kind of page, in whose language the process began.
        self.fields["course"].widget.choose_one_text = _("Choose a course")
        if self.instance.pk:
            self.initial["starts_at"] = self.instance.local_start.replace(tzinfo=None)
            for name in SERIES_FIELDS:
                self.fields.pop(name, None)

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
            self.dates = self.clean_series(wall_clock.date())
        return cleaned

    def clean_series(self, first):
        """The dates after the first, none for a class given once."""
        count, until, skip = (self.cleaned_data.get(n) for n in SERIES_FIELDS)
        if not (count or until):
            if skip:
                text = _("Say how many classes there are, or the last day.")
                self.add_error("repeat_count", text)
            return []
        self.check_skipped(first, skip or [])
        dates = weekly(first, count=count, until=until, skip=skip or [])
        if len(dates) < 2 and not self.errors:
            text = _("Until that day there is one class only. Choose a later day.")
            self.add_error("repeat_until", text)
        return [date for date in dates if date != first]

    def check_skipped(self, first, skip):
        """A day that would have had no class anyway is a slip of the pen."""
        for date in skip:
            if date <= first or (date - first).days % 7:
                text = gettext("There would be no class on %(day)s: check this date.")
                day = date_format(date, "l, j F Y")
                self.add_error("repeat_skip", text % {"day": day})

    def save(self, commit=True):
        session = super().save(commit)
        dates = getattr(self, "dates", [])
        self.made = series_make(session, dates) if commit and dates else []
        return session
