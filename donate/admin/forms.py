"""What a treasurer types: an entry, or the reason for a correction."""

import uuid

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from ..ledger import accounts
from ..ledger.errors import PostingError, SourceKeyConflict
from ..ledger.facts import EARLIEST_YEAR
from ..ledger.hashing import local_date
from ..ledger.posting import entry_reverse
from ..ledger.proofs import SIGNATURES, proof_check, proofs_are_kept
from ..ledger.recording import SOURCES, Purpose, entry_record
from ..models import Account
from ..money import AmountError, parse_amount

ACCEPTED = ",".join(f".{kind}" for kind in (*SIGNATURES, "jpeg"))


def today():
    return local_date(timezone.now())


def purpose_choices():
    """Every kind of income, then every open kind of cost; fees come from providers."""
    costs = Account.objects.filter(
        code__startswith=accounts.EXPENSES_PREFIX, active=True
    ).exclude(code=accounts.FEES)
    yield "", _("Choose what it was")
    for kind, memos in SOURCES.items():
        yield kind.label, [(f"{kind}:{memo}", memo.label) for memo in memos]
    yield _("Cost"), [(cost.code, accounts.account_label(cost)) for cost in costs]


class BankChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, account):
        return accounts.account_label(account)


class EntryForm(forms.Form):
    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    purpose = forms.ChoiceField(
        label=_("What was it?"),
        choices=purpose_choices,
        help_text=_(
            "Gifts by card stand in the books by themselves. Enter here what came to "
            "or went from the bank account."
        ),
    )
    day = forms.DateField(
        label=_("Date"),
        widget=AdminDateInput,
        initial=today,
        help_text=_("The date on the bank statement or the receipt."),
    )
    amount = forms.CharField(
        label=_("Amount in rupiah"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        help_text=_("For example 1.250.000 or 50rb. Always without a minus sign."),
    )
    account = BankChoiceField(
        label=_("Bank account"),
        queryset=Account.objects.none(),
        help_text=_("Where the money arrived, or where the cost was paid from."),
    )
    text = forms.CharField(
        label=_("Description"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Who paid or was paid, and what for. Only treasurers see this; it can be "
            "erased later, the entry cannot."
        ),
    )
    proof = forms.FileField(
        label=_("Proof document"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=_(
            "A receipt, invoice or bank statement as PDF, JPEG, PNG or WebP, up to "
            "10 MB. Only treasurers can open it."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        banks = Account.objects.filter(
            code__startswith=accounts.BANK_PREFIX, active=True
        )
        self.fields["account"].queryset = banks
        self.fields["account"].initial = banks.first()
        self.fields["account"].empty_label = None
        if not proofs_are_kept():
            self.fields["proof"].disabled = True
            self.fields["proof"].help_text = _(
                "Documents cannot be kept here yet: the site has no private storage. "
                "Ask whoever runs the server to set one up."
            )

    def clean_purpose(self):
        return Purpose.parse(self.cleaned_data["purpose"])

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day > today():
            raise forms.ValidationError(
                _("This date has not come yet. Enter what has happened already.")
            )
        if day.year < EARLIEST_YEAR:
            raise forms.ValidationError(
                _("This was before %(year)s. Check the year.") % {"year": EARLIEST_YEAR}
            )
        return day

    def clean_amount(self):
        try:
            amount = parse_amount(self.cleaned_data["amount"], "IDR")
        except AmountError as error:
            raise forms.ValidationError(str(error)) from None
        if not amount:
            raise forms.ValidationError(
                _("The amount is zero. An entry needs an amount.")
            )
        return amount

    def clean_proof(self):
        proof = self.cleaned_data["proof"]
        if proof:
            proof_check(proof)
        return proof

    def book(self, *, book, author):
        """Post the entry; None, with an error on the form, if it cannot be booked."""
        try:
            return entry_record(book=book, author=author, **self.cleaned_data)
        except SourceKeyConflict:
            self.add_error(
                None,
                _(
                    "This form was already booked, with other details. Look at the "
                    "list of entries; to record another one, open a new form."
                ),
            )
        except PostingError as error:
            self.add_error(
                None, _("Nothing was booked: %(reason)s.") % {"reason": error}
            )
        return None


class CorrectionForm(forms.Form):
    text = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What was wrong. Only treasurers see this."),
    )

    def reverse(self, *, entry, author):
        text = self.cleaned_data["text"]
        return entry_reverse(entry=entry, note_text=text, author=author)
