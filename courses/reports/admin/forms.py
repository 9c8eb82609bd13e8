"""What is written down when a report is handled or a course taken offline."""

from django import forms
from django.utils.translation import gettext_lazy as _


class HandleForm(forms.Form):
    note = forms.CharField(
        label=_("Internal note"),
        required=False,
        max_length=4000,
        help_text=_("For editors only."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reply = forms.CharField(
        label=_("Answer by e-mail"),
        required=False,
        max_length=4000,
        help_text=_("Sent to the address above when you press one of the buttons."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, report, **kwargs):
        kwargs.setdefault("initial", {"note": report.internal_note})
        super().__init__(*args, **kwargs)
        if not report.contact:
            del self.fields["reply"]


class TakedownForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        max_length=1000,
        help_text=_("It stands in the page's history, where editors read it."),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say why, for whoever asks later.")},
    )
    reply = forms.CharField(
        label=_("Answer by e-mail"),
        required=False,
        max_length=4000,
        help_text=_("Sent to the address above. It adds that the page is offline."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    with_translations = forms.BooleanField(
        label=_("Take its translations offline, too"), required=False, initial=True
    )
    with_files = forms.BooleanField(
        label=_("Take these pictures and documents out of public view, too"),
        required=False,
        help_text=_(
            "To bring them back, publish the page again and move its documents to "
            "another collection."
        ),
    )

    def __init__(self, *args, contact, translations, files, **kwargs):
        super().__init__(*args, **kwargs)
        asked = {
            "reply": contact,
            "with_translations": translations,
            "with_files": files,
        }
        for name in [name for name, matter in asked.items() if not matter]:
            del self.fields[name]
