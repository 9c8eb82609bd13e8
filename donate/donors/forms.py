"""What a donor may change later; the same fields and rules as when they gave."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..forms import DonateForm
from ..models import Donation, DonorConsent, DonorContact
from ..services import Wishes

SAME = DonateForm.base_fields


class DonorForm(forms.Form):
    name = SAME["name"]
    email = SAME["email"]
    message = SAME["message"]
    show_name = SAME["show_name"]
    show_amount = SAME["show_amount"]
    show_message = SAME["show_message"]
    newsletter = SAME["newsletter"]

    clean_name = DonateForm.clean_name
    check_consents = DonateForm.check_consents

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.check_consents(data)
        return data

    def wishes(self) -> Wishes:
        data = self.cleaned_data
        allowed = {name for name in DonorConsent.Purpose.values if data[name]}
        return Wishes(data["name"], data["email"], data["message"], frozenset(allowed))


class EraseForm(forms.Form):
    """Erasing cannot be taken back, so it takes a tick and a button."""

    sure = forms.BooleanField(
        label=_("Yes, erase my data. I know that this cannot be undone."),
        error_messages={
            "required": _("Tick the box first: what is erased cannot come back.")
        },
    )


def known_of(donation: Donation) -> dict[str, Any]:
    """What is stored, as the form shows it."""
    contact = DonorContact.objects.filter(donation=donation).first()
    if contact is None:
        return {}
    given = dict.fromkeys(contact.consents.open().values_list("purpose", flat=True), 1)
    words = {name: getattr(contact, name) for name in ("name", "email", "message")}
    return words | given
