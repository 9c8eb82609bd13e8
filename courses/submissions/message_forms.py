"""A few words between the sender of a module and its moderators."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..guards import validate_text

LONGEST_MESSAGE = 4000


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 5}),
        validators=[validate_text],
    )


class ReplyForm(forms.Form):
    text = forms.CharField(
        label=_("Message"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
