"""The form a donor fills in: an amount, and whatever else they want to say."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .amounts import (
    OWN,
    check_bounds,
    currencies_offered,
    currency_of,
    minimum,
    preset_label,
)
from .defence.drawn import DrawnForm
from .gateways.base import Gateway
from .gateways.choosing import way_choices, ways_taking
from .models import DonorConsent, PresetAmount
from .money import AmountError, Money, parse_amount
from .monthly.forms import MONTHLY, OftenForm
from .services import Gift

PERSONAL = ["name", "email", "message", *DonorConsent.Purpose.values]


class DonateForm(DrawnForm, OftenForm):
    """In one currency at a time; without presets it asks for an amount only."""

    choice = forms.ChoiceField(
        label=_("How much do you want to give?"),
        widget=forms.RadioSelect,
        required=False,
    )
    currency = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    own = forms.CharField(
        required=False,
        max_length=30,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "class": "pk-input",
                "inputmode": "decimal",
            }
        ),
    )
    method = forms.ChoiceField(
        label=_("How do you want to pay?"), widget=forms.RadioSelect, required=False
    )
    name = forms.CharField(
        label=_("Your name"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    message = forms.CharField(
        label=_("A message to us"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    show_name = forms.BooleanField(label=_("You may show my name."), required=False)
    show_amount = forms.BooleanField(
        label=_("You may show the amount of my gift."), required=False
    )
    show_message = forms.BooleanField(
        label=_("You may show my message."), required=False
    )
    newsletter = forms.BooleanField(
        label=_("Send me news about the site by e-mail, a few times a year."),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        presets: Sequence[PresetAmount] = (),
        gateways: Sequence[Gateway] = (),
        currency: str = "",
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        offered = [
            item
            for item in presets
            if item.money >= minimum(item.currency)
            and ways_taking(item.currency, gateways)
        ]
        self.currencies = currencies_offered(offered, self.asked_currency(currency))
        self.chosen = next(item for item in self.currencies if item.chosen)
        ways = ways_taking(self.chosen.code, gateways) or gateways
        self.gateways = {gateway.name: gateway for gateway in ways}
        self.presets = {
            f"{item.currency}-{item.amount}": item
            for item in offered
            if item.currency == self.chosen.code
        }
        self.set_choices()
        self.set_words()

    def asked_currency(self, currency: str) -> str:
        """Return what was sent, what the sent suggestion is in, or what is asked."""
        sent = self.data.get("currency") or currency_of(self.data.get("choice", ""))
        return str(sent) if self.is_bound else currency

    def set_choices(self) -> None:
        for name, choices in (
            ("choice", self.amount_choices()),
            ("currency", [(item.code, item.label) for item in self.currencies]),
            ("method", way_choices(self.gateways.values(), self.ways_monthly)),
        ):
            cast(forms.ChoiceField, self.fields[name]).choices = choices

    def set_words(self) -> None:
        self.fields["currency"].initial = self.chosen.code
        self.fields["method"].initial = next(iter(self.gateways), "")
        self.fields["own"].label = self.chosen.own_label
        self.fields["own"].help_text = self.chosen.example

    def amount_choices(self) -> list[tuple[str, str]]:
        offered = [(value, preset_label(item)) for value, item in self.presets.items()]
        return [*offered, (OWN, gettext("Another amount"))]

    @property
    def suggestions(self) -> list[tuple[BoundWidget, Any]]:
        """Each radio button with its preset; the last one, of any amount, has none."""
        return [(one, self.presets.get(one.data["value"])) for one in self["choice"]]

    def clean_name(self) -> str:
        """One line, so that it can stand in the head of a mail."""
        return " ".join(self.cleaned_data["name"].split())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.check_human(data)
        if not self.has_error("own") and not self.has_error("choice"):
            self.clean_money(data)
        self.check_consents(data)
        self.check_often(data)
        return data

    def clean_money(self, data: dict[str, Any]) -> None:
        try:
            amount = self.chosen_amount(data)
            check_bounds(amount, self.gateway)
        except AmountError as problem:
            self.add_error("own", str(problem))
        else:
            data["amount"] = amount

    def chosen_amount(self, data: dict[str, Any]) -> Money:
        preset = self.presets.get(data.get("choice", ""))
        typed = data.get("own", "").strip()
        own = parse_amount(typed, self.chosen.code) if typed else None
        if own is None and preset is None:
            raise AmountError(gettext("Choose an amount or type your own."))
        if own is None or preset is None:
            return cast(Money, preset.money if preset else own)
        if own != preset.money:
            raise AmountError(
                gettext(
                    "You chose %(chosen)s and typed %(typed)s. To give what you typed, "
                    "choose “Another amount”; otherwise empty this field."
                )
                % {"chosen": preset.money, "typed": own}
            )
        return own

    def check_consents(self: forms.Form, data: dict[str, Any]) -> None:
        """A tick without what it is about cannot be kept."""
        for purpose, field, message in (
            ("show_name", "name", _("Type the name you want us to show.")),
            ("show_message", "message", _("Type the message you want us to show.")),
            ("newsletter", "email", _("Type the address the news should go to.")),
        ):
            if data.get(purpose) and not data.get(field) and not self.has_error(field):
                self.add_error(field, message)

    def is_personal(self) -> bool:
        """Whether the donor began to say something about themselves."""
        return any(self[name].errors or self[name].value() for name in PERSONAL)

    def has_own_ways(self) -> bool:
        """Whether some gift goes to our own account, past any payment service."""
        return any(gateway.own for gateway in self.gateways.values())

    @property
    def gateway(self) -> Gateway:
        chosen = self.cleaned_data.get("method") or next(iter(self.gateways))
        return self.gateways[chosen]

    def gift(self) -> Gift:
        data = self.cleaned_data
        return Gift(
            amount=data["amount"],
            name=data["name"],
            email=data["email"],
            message=data["message"],
            monthly=data["often"] == MONTHLY,
            consents=frozenset(
                purpose for purpose in DonorConsent.Purpose.values if data[purpose]
            ),
        )
