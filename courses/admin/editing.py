"""The page editor: a form that refuses what may not be public, and what to mend.

Page models build their forms from this, so it asks ``quality`` only when used.
"""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import Panel


class CheckedPageForm(WagtailAdminPageForm):
    def __init__(self, *args, **kwargs):
        from ..quality.publishing import public_errors

        super().__init__(*args, **kwargs)
        self.described_later = None
        for known in public_errors(self.instance):
            if known.field in self.fields:
                self.fields[known.field].required = False

    def _clean_fields(self):
        """Leave images without description to our rule, which knows the old ones."""
        super()._clean_fields()
        if "body" in self.errors:
            (error, *_more) = self.errors["body"].as_data()
            if hasattr(error, "as_json_data") and lacks_only_alt(error.as_json_data()):
                self.described_later = error
                del self.errors["body"]
                self.cleaned_data["body"] = self.unchecked_body()

    def unchecked_body(self):
        field, name = self.fields["body"], self.add_prefix("body")
        value = field.widget.value_from_datadict(self.data, self.files, name)
        return field.block.clean_deferred(value)

    def clean(self):
        """Forget a moment of expiry that has come, so that the page can be saved."""
        cleaned = super().clean()
        if is_same_past(self.cleaned_data.get("expire_at"), self.instance.expire_at):
            self.cleaned_data["expire_at"] = None
        return cleaned

    def _post_clean(self):
        """Check the page as it would be saved; ``clean`` comes before it is filled."""
        from ..quality import blocking_errors

        super()._post_clean()
        if self.is_deferred_validation:
            return
        self.empty_what_is_missing()
        for field, messages in blocking_errors(self.instance).items():
            if self.has_error(field, "required"):  # ours says what to do
                del self.errors[field]
            if field not in self.errors:
                self.refuse(field, messages)

    def refuse(self, field, messages):
        self.add_error(field, self.error_at(field, messages))

    def empty_what_is_missing(self):
        """Django leaves the old value where a required one was taken away."""
        for field in self.instance._meta.concrete_fields:
            if field.name in self.errors and self.has_error(field.name, "required"):
                setattr(self.instance, field.name, None if field.null else "")

    def error_at(self, field, messages):
        """Wagtail's error shows each image, ours only the text they stand in."""
        return (field == "body" and self.described_later) or messages


def lacks_only_alt(error):
    return set(faulty_parts(error)) == {"alt_text"}


def faulty_parts(error, name=""):
    """Give the names of the parts of a block that have a message of their own."""
    if error.get("messages"):
        yield name
    inner = error.get("blockErrors") or {}
    pairs = inner.items() if isinstance(inner, dict) else enumerate(inner)
    for part, below in pairs:
        if below:
            yield from faulty_parts(below, part)


def is_same_past(sent, known):
    """Whether a form sent back, to the minute, a moment that has passed."""
    if not (sent and known) or sent > timezone.now():
        return False
    return abs((sent - known).total_seconds()) < 60


class QualityPanel(Panel):
    """What is to be mended, each with the way to its field."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "prakerja_courses/quality/panel.html"

        def __init__(self, **kwargs):
            super().__init__(**kwargs)
            self.notes = self.read_notes() if self.is_shown() else []
            self.number = sum(not note.is_hint for note in self.notes)
            self.heading = count_text(self.number)

        def read_notes(self):
            from ..quality import check_course

            return [Note(finding) for finding in check_course(self.instance)]

        def is_shown(self):
            return bool(self.instance and self.instance.pk)

        @property
        def icon(self):
            return "warning" if self.number else "check"

        @property
        def errors(self):
            return [note for note in self.notes if note.is_error]

        def classes(self):
            """Stay folded unless something keeps the page from being public."""
            return [*super().classes(), *([] if self.errors else ["collapsed"])]

        def get_context_data(self, parent_context=None):
            return {
                **super().get_context_data(parent_context),
                "page": self.instance,
                "errors": self.errors,
                "warnings": [note for note in self.notes if not note.is_error],
            }


def count_text(number):
    if not number:
        return _("Nothing to mend")
    text = ngettext("%(number)d thing to mend", "%(number)d things to mend", number)
    return text % {"number": number}


class Note:
    """A finding and where it is mended."""

    # What a link cannot focus, because its input is hidden, is found by its panel.
    hidden = {"body", "cover"}
    rows = {"credits", "steps"}  # whose panel is named after its heading

    def __init__(self, finding):
        self.text = finding.text
        self.is_error = finding.is_error
        self.is_hint = finding.is_hint
        self.field = finding.field
        self.url = elsewhere(finding)

    @property
    def target(self):
        if self.field in self.rows:
            return f"#id_{self.field}-FORMS"
        if self.field in self.hidden:
            return f"section[id$='-{self.field}-section']"
        return f"#id_{self.field}"


def elsewhere(finding):
    """The address of another page where this is mended, empty for a field here."""
    if finding.lesson:
        return reverse("wagtailadmin_pages:edit", args=[finding.lesson])
    if finding.field == "sessions":
        return reverse("prakerja_live_sessions:edit", args=[finding.subject])
    return ""
