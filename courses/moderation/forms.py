"""What a moderator fills in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import ReviewDecision
from .versions import version_of

Outcome = ReviewDecision.Outcome
LONGEST = 4000
WORDS = ("reason", "note")


def text_field(**options):
    rows = options.pop("rows", 4)
    return forms.CharField(
        max_length=LONGEST, widget=forms.Textarea({"rows": rows}), **options
    )


class ApprovalForm(forms.Form):
    """Approving needs no words."""

    note = text_field(
        label=_("Note to the author"),
        required=False,
        help_text=_("Optional. They read it in their mail."),
    )
    internal_note = text_field(
        label=_("Internal note"),
        required=False,
        help_text=_("Only moderators read this."),
        rows=2,
    )


class RefusalForm(ApprovalForm):
    """Asking for changes and refusing say why."""

    reason = forms.ChoiceField(
        label=_("Reason"),
        choices=[("", _("Choose a reason")), *ReviewDecision.Reason.choices],
        error_messages={
            "required": _("Choose a reason, so that the author can learn from it.")
        },
    )
    note = text_field(
        label=_("Note to the author"),
        help_text=_("What is wrong and what would make it right."),
        error_messages={
            "required": _("Write to the author what is wrong and what would help.")
        },
    )
    field_order = ["reason", "note", "internal_note"]


def form_for(action_name):
    """The form of one of Wagtail's workflow actions."""
    return ApprovalForm if action_name == "approve" else RefusalForm


def form_about(form_class, revision):
    """The form with the version that it is drawn for, else of its task state."""

    class FormAboutVersion(form_class):
        version = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=version_of(revision)
        )

        def clean_version(self):
            return self.cleaned_data["version"] or version_of(revision)

    return FormAboutVersion


class DeskForm(RefusalForm):
    """The three ways in one form; the button that was pressed is the outcome."""

    outcome = forms.ChoiceField(choices=Outcome.choices, widget=forms.HiddenInput)
    version = forms.CharField(max_length=80, widget=forms.HiddenInput)
    review_id = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in WORDS:
            self.fields[name].required = False

    def clean(self):
        answers = super().clean()
        if answers.get("outcome") in (Outcome.CHANGES, Outcome.REFUSED):
            for name in WORDS:
                if not answers.get(name) and name not in self.errors:
                    self.add_error(name, self.fields[name].error_messages["required"])
        return answers
