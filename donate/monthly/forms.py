"""Once or every month: the part of the form that asks, and what it takes."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..gateways.base import Gateway
from ..gateways.monthly import ways_monthly

ONCE, MONTHLY = "once", "monthly"
CHOICES = [(ONCE, _("Once")), (MONTHLY, _("Every month"))]


class OftenForm(forms.Form):
    """Mixed into the donate form, which knows currency and ways to pay."""

    often = forms.ChoiceField(
        label=_("How often do you want to give?"),
        required=False,
        initial=ONCE,
        choices=CHOICES,
        widget=forms.RadioSelect,
    )

    gateways: Mapping[str, Gateway]
    chosen: Any

    @property
    def ways_monthly(self) -> list[Gateway]:
        return ways_monthly(self.chosen.code, list(self.gateways.values()))

    @property
    def asks_often(self) -> bool:
        """Whether there is a choice; one that was made is never hidden."""
        return bool(self.ways_monthly) or bool(self["often"].errors)

    def clean_often(self) -> str:
        return self.cleaned_data["often"] or ONCE

    def check_often(self, data: dict[str, Any]) -> None:
        if data.get("often") != MONTHLY:
            return
        ways = {gateway.name: gateway for gateway in self.ways_monthly}
        if not ways:
            self.add_error("often", nobody_can())
        elif not self.has_error("method") and self.way_chosen(data) not in ways:
            label = next(iter(ways.values())).label
            self.add_error("method", cannot_repeat(label))
        if not data.get("email") and not self.has_error("email"):
            self.add_error("email", needs_address())

    def way_chosen(self, data: dict[str, Any]) -> str:
        return str(data.get("method") or next(iter(self.gateways), ""))


def nobody_can() -> str:
    return gettext(
        "Gifts cannot come every month at the moment. Choose “Once”; nothing you typed "
        "is lost."
    )


def cannot_repeat(label: str) -> str:
    return gettext(
        "A transfer or a QRIS payment only you can repeat. To give every month, choose "
        "“%(way)s”; to pay this way, choose “Once”."
    ) % {"way": label}


def needs_address() -> str:
    return gettext(
        "Type your e-mail address: a monthly gift needs one, for each month's receipt "
        "and for the link with which you stop."
    )
