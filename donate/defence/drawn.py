"""A form that says which one it is and when it was drawn, without a cookie."""

from typing import Any

from django import forms
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.utils.crypto import get_random_string
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .. import conf

SIGNER = TimestampSigner(salt="donate.form")


class DrawnForm(forms.Form):
    """Mixed into a form for anybody; its ``clean`` calls ``check_human``."""

    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    started = forms.CharField(required=False, widget=forms.HiddenInput)
    start_kept = ""

    @property
    def fresh_start(self) -> str:
        """Which form this is and when it was drawn, signed; kept over mistakes."""
        return self.start_kept or SIGNER.sign(get_random_string(12))

    def check_human(self, data: dict[str, Any]) -> None:
        if data.get("website"):
            self.add_error(
                None, gettext("One field must stay empty. Please try again.")
            )
        oldest = conf.get("FORM_MAX_SECONDS")
        try:
            SIGNER.unsign(data.get("started", ""), max_age=oldest)
            too_fast = is_younger(data["started"], conf.get("FORM_MIN_SECONDS"))
        except BadSignature:
            self.add_error(
                None,
                gettext(
                    "This form was open for a long time. Look it over and send it once "
                    "more; nothing you typed is lost."
                ),
            )
        else:
            self.start_kept = data["started"]
            if too_fast:
                self.add_error(
                    None, gettext("That was very quick. Please send it once more.")
                )


def is_younger(started: str, seconds: int) -> bool:
    try:
        SIGNER.unsign(started, max_age=seconds)
    except SignatureExpired:
        return False
    return seconds > 0
