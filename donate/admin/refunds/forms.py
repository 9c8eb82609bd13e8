"""What a treasurer chooses and types about a refund."""

import uuid

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.widgets import AdminDateInput

from ...days import day_words
from ...ledger import accounts
from ...ledger.hashing import local_date
from ...models import Account, RefundRequest
from ...money import AmountError, parse_amount
from ..forms import BankChoiceField, today


class AskForm(forms.Form):
    """``ways`` are what is left of a gift; one of them needs no choosing."""

    uid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    way = forms.ChoiceField(label=gettext_lazy("Which payment?"))
    amount = forms.CharField(
        label=gettext_lazy("How much?"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        help_text=gettext_lazy("All that is left stands here. Write less for a part."),
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Why?"),
        choices=[("", gettext_lazy("Choose a reason")), *RefundRequest.Reason.choices],
        widget=forms.Select(attrs={"class": "w-w-full"}),
    )
    text = forms.CharField(
        label=pgettext_lazy("refund", "Note"),
        max_length=300,
        required=False,
        help_text=gettext_lazy(
            "For other treasurers; leave out names. The donor does not see it."
        ),
    )

    def __init__(self, *args, ways, **kwargs):
        super().__init__(*args, **kwargs)
        self.ways = {way.key: way for way in ways}
        first = ways[0]
        self.fields["way"].choices = [(way.key, way_words(way)) for way in ways]
        self.fields["way"].initial = first.key
        self.fields["amount"].initial = str(first.left).lstrip("RpUS$")
        if len(ways) == 1:
            self.fields["way"].widget = forms.HiddenInput()

    def clean_amount(self):
        currency = next(iter(self.ways.values())).left.currency
        try:
            return parse_amount(self.cleaned_data["amount"], currency)
        except AmountError as error:
            raise forms.ValidationError(str(error)) from None

    def clean(self):
        cleaned = super().clean()
        way, amount = self.ways.get(cleaned.get("way")), cleaned.get("amount")
        if way and amount and amount > way.left:
            message = _("That is more than is left: %(left)s. Write less.")
            self.add_error("amount", message % {"left": way.left})
        elif amount is not None and not amount:
            self.add_error("amount", _("Write how much is to be given back."))
        return cleaned

    @property
    def chosen(self):
        return self.ways[self.cleaned_data["way"]]

    @property
    def reason_words(self):
        return RefundRequest.Reason(self.cleaned_data["reason"]).label


def way_words(way):
    day = day_words(local_date(way.paid_at))
    words = {"left": way.left, "day": day}
    if way.is_by_hand:
        return _("%(left)s by transfer or QRIS, arrived on %(day)s") % words
    return _("%(left)s through the payment service, paid on %(day)s") % words


class DeclineForm(forms.Form):
    why = forms.CharField(
        label=gettext_lazy("Why not?"),
        max_length=300,
        help_text=gettext_lazy("In a few words, for other treasurers."),
    )


class RecordForm(forms.Form):
    """A transfer that was made, where the bank has not told of it yet."""

    day = forms.DateField(
        label=gettext_lazy("Date"),
        widget=AdminDateInput,
        initial=today,
        help_text=gettext_lazy("The day on which the money left the bank account."),
    )
    account = BankChoiceField(
        label=gettext_lazy("Paid from"), queryset=Account.objects.none()
    )

    def __init__(self, *args, refund, **kwargs):
        super().__init__(*args, **kwargs)
        self.since = local_date(refund.asked_at)
        banks = Account.objects.filter(
            code__startswith=accounts.BANK_PREFIX,
            active=True,
            currency__in=("", refund.currency),
        )
        self.fields["account"].queryset = banks
        self.fields["account"].initial = banks.first()
        self.fields["account"].empty_label = None

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day > today():
            raise forms.ValidationError(
                _("This date has not come yet. Record it when the money has left.")
            )
        if day < self.since:
            raise forms.ValidationError(
                _("This was before the refund was asked for. Check the date.")
            )
        return day
