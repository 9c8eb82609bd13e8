"""A form that went wrong in two places, to show how errors are told."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SampleForm(forms.Form):
    name = forms.CharField(label=_("Name"), required=False)
    email = forms.EmailField(
        label=_("Email address"), help_text=_("Only for an answer to you.")
    )
    device = forms.ChoiceField(
        label=_("What do learners need?"),
        choices=[("phone", _("a phone is enough")), ("laptop", _("a laptop"))],
        widget=forms.RadioSelect,
    )


def form_with_errors():
    return SampleForm({"name": "Sari", "email": "sari@contoh"})
