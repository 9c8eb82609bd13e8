"""The form a learner fills in when something is wrong."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..guards import GuardedForm, validate_domain
from ..models import ProblemReport

Kind = ProblemReport.Kind
# What nobody could find without a word about it.
NEEDS_TEXT = {
    Kind.CONTENT: _("Say what is wrong and what would be right."),
    Kind.COPYRIGHT: _("Say which work is yours and where we can see that."),
    Kind.OTHER: _("Say in a few words what is wrong."),
}


class ReportForm(GuardedForm):
    kind = forms.ChoiceField(
        label=_("What is the problem?"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the problem is.")},
    )
    place = forms.CharField(
        label=_("Where is it?"),
        required=False,
        max_length=200,
        help_text=_("For example “second video, minute 4” or the words around it."),
    )
    text = forms.CharField(
        label=_("What is wrong?"),
        required=False,
        max_length=4000,
        help_text=_("You may leave it empty when a video or a link does not work."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    contact = forms.EmailField(
        label=_("Your e-mail address"),
        required=False,
        max_length=254,
        validators=[validate_domain],
        help_text=_(
            "Needed when it is about your own work; otherwise only if you want an "
            "answer. We show it to nobody and delete it half a year after the problem "
            "is solved."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean(self):
        data = super().clean()
        kind, text = data.get("kind"), data.get("text")
        if kind in NEEDS_TEXT:
            self.require("text", NEEDS_TEXT[kind])
        if kind == Kind.COPYRIGHT:
            self.require("contact", gettext("Add your address so that we can answer."))
        if kind == Kind.LINK and not (text or data.get("place")):
            self.add_error("place", gettext("Say which link is broken."))
        return data

    def require(self, name, message):
        if not (self.cleaned_data.get(name) or self.has_error(name)):
            self.add_error(name, message)

    def answers(self):
        names = ("kind", "place", "text", "contact", "form_id")
        return {name: self.cleaned_data[name] for name in names}
