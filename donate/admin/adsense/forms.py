"""What a treasurer uploads, pastes or types of the network's payments."""

import uuid
from datetime import date

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.admin.widgets import AdminDateInput

from ...adsense.amounts import read_formatted
from ...adsense.reading import ReadFile, ReadPayment, read_amount, read_payments
from ...adsense.reading import today as today_there
from ...adsense.recording import transit_account
from ...bank.errors import ReadingError
from ...bank.files import check_size, decode
from ...ledger import accounts
from ...ledger.facts import EARLIEST_YEAR
from ...models import Account, AdEstimate
from ...money import AmountError, Money, parse_amount
from ..forms import BankChoiceField, today

AMOUNT = forms.TextInput(attrs={"autocomplete": "off"})
FORMATS = gettext_lazy(
    "As the network writes it, with its currency: US$1,234.57 or Rp1.234.567."
)


class IntoField(BankChoiceField):
    """On its way, or on one of the bank accounts."""

    def __init__(self):
        super().__init__(
            label=gettext_lazy("Where is the money?"),
            queryset=Account.objects.none(),
            help_text=gettext_lazy(
                "Leave it on its way if bank statements are imported here: the "
                "matching movement then settles it by itself."
            ),
        )

    def offer(self):
        transit = transit_account()
        banks = Q(code__startswith=accounts.BANK_PREFIX, active=True)
        self.queryset = Account.objects.filter(banks | Q(pk=transit.pk))
        self.initial, self.empty_label = transit.pk, None


class ImportForm(forms.Form):
    """A file's text is kept in the form, so that a wrong line is mended right there."""

    file = forms.FileField(
        label=gettext_lazy("CSV file of the payments"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv"}),
        help_text=gettext_lazy(
            "From the payments page of the network: “View transactions”, then download."
        ),
    )
    text = forms.CharField(
        label=gettext_lazy("Or paste its lines here"),
        required=False,
        max_length=200_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "With the line that names the columns: Date, Description, Amount."
        ),
    )
    into = IntoField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].offer()

    def clean(self):
        cleaned = super().clean()
        try:
            cleaned["read"] = self.read(cleaned)
        except ReadingError as error:
            self.add_error("text", error.problems)
        return cleaned

    def read(self, cleaned):
        text = self.text_of(cleaned)
        if not text.strip():
            raise ReadingError([_("Choose a file, or paste its lines.")])
        read = read_payments(text.encode())
        if read.problems:
            raise ReadingError(read.problems)
        if not read.payments:
            message = _("There is no payment among these lines.")
            raise ReadingError([message, *read.left_out])
        return read

    def text_of(self, cleaned):
        file = cleaned.get("file")
        if not file:
            return cleaned.get("text", "")
        check_size(file.size)
        text = decode(file.read(), "")
        self.data = {**self.data.dict(), "text": text}
        return text


class TypedForm(forms.Form):
    day = forms.DateField(
        label=gettext_lazy("Paid on"),
        widget=AdminDateInput,
        help_text=gettext_lazy("The date that stands at the network."),
    )
    amount = forms.CharField(
        label=gettext_lazy("Amount"), max_length=60, widget=AMOUNT, help_text=FORMATS
    )
    name = forms.CharField(
        label=pgettext_lazy("payment", "Name"),
        max_length=120,
        required=False,
        help_text=gettext_lazy(
            "Only if there were two payments on one day: its number at the network."
        ),
    )
    into = IntoField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].offer()

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day > today_there():
            raise forms.ValidationError(
                _("This date has not come yet in Los Angeles, where the network pays.")
            )
        return day

    def clean_amount(self):
        return written(read_amount, self.cleaned_data["amount"])

    def clean(self):
        cleaned = super().clean()
        if "day" in cleaned and "amount" in cleaned:
            day = cleaned["day"]
            name = cleaned.get("name") or f"payments/{day.isoformat()}"
            payment = ReadPayment(1, name, day, cleaned["amount"])
            cleaned["read"] = ReadFile(payments=[payment])
        return cleaned


def written(read, text):
    try:
        return read(text)
    except ValueError as error:
        raise forms.ValidationError(str(error)) from None


class EstimateForm(forms.Form):
    month = forms.CharField(
        label=gettext_lazy("Month"),
        widget=forms.TextInput(attrs={"type": "month"}),
        help_text=gettext_lazy("Year and month, as in 2026-09."),
    )
    amount = forms.CharField(
        label=gettext_lazy("Earnings"), max_length=60, widget=AMOUNT, help_text=FORMATS
    )
    state = forms.ChoiceField(
        label=gettext_lazy("How certain is it?"),
        choices=[
            (AdEstimate.State.PROVISIONAL, gettext_lazy("Provisional: it may change")),
            (AdEstimate.State.FINAL, gettext_lazy("Final: the month is settled")),
        ],
        widget=forms.RadioSelect,
        initial=AdEstimate.State.PROVISIONAL,
    )

    def clean_month(self):
        try:
            month = date.fromisoformat(f"{self.cleaned_data['month']}-01")
        except ValueError:
            raise forms.ValidationError(_("Write it as 2026-09.")) from None
        if month.year < EARLIEST_YEAR:
            raise forms.ValidationError(
                _("This was before %(year)s. Check the year.") % {"year": EARLIEST_YEAR}
            )
        if month > today():
            raise forms.ValidationError(_("This month has not come yet."))
        return month

    def clean_amount(self):
        return written(read_formatted, self.cleaned_data["amount"])


class ArriveForm(forms.Form):
    """What the bank took in, where its statement is not imported here."""

    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    day = forms.DateField(
        label=gettext_lazy("Arrived on"), widget=AdminDateInput, initial=today
    )
    account = BankChoiceField(
        label=gettext_lazy("Bank account"), queryset=Account.objects.none()
    )
    received = forms.CharField(
        label=gettext_lazy("Amount that arrived"),
        max_length=40,
        widget=AMOUNT,
        help_text=gettext_lazy(
            "In the currency of the bank account. What the bank kept is a fee."
        ),
    )

    def __init__(self, *args, payment, **kwargs):
        super().__init__(*args, **kwargs)
        self.payment = payment
        self.fields["account"].offer()

    def clean_day(self):
        day = self.cleaned_data["day"]
        if not self.payment.day <= day <= today():
            raise forms.ValidationError(
                _("It arrived after it was paid, and not in the future.")
            )
        return day

    def clean(self):
        cleaned = super().clean()
        account = cleaned.get("account")
        if account and "received" in cleaned:
            try:
                cleaned["received"] = amount_in(cleaned["received"], account)
            except AmountError as error:
                self.add_error("received", str(error))
        return cleaned


def amount_in(text, account):
    amount = parse_amount(text, account.currency or "IDR")
    if amount <= Money(0, amount.currency):
        raise AmountError(_("The amount is zero."))
    return amount
