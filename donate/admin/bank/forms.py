"""What a treasurer chooses and types about bank statements."""

from functools import partial

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ...bank.errors import ReadingError
from ...bank.files import check_size
from ...ledger import accounts
from ...ledger.proofs import proof_check, proofs_are_kept
from ...ledger.recording import Purpose
from ...models import Account, BankAccount
from ..forms import BankChoiceField, purpose_choices
from ..proof_fields import ACCEPTED
from ..proofless import WhyNoProofField, explain_missing


class AccountField(forms.ModelChoiceField):
    def label_from_instance(self, bank):
        return f"{accounts.account_label(bank.account)} {bank.number}".strip()


class UploadForm(forms.Form):
    account = AccountField(
        label=_("Bank account"),
        queryset=BankAccount.objects.none(),
        empty_label=None,
    )
    file = forms.FileField(
        label=_("CSV file of the bank"),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,text/csv"}),
        help_text=_(
            "As the bank gives it; do not open and save it in a spreadsheet first. "
            "Days that were imported before do no harm. Only treasurers can see it."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        banks = BankAccount.objects.filter(active=True)
        self.fields["account"].queryset = banks.select_related("account", "profile")

    def clean_file(self):
        file = self.cleaned_data["file"]
        try:
            check_size(file.size)
        except ReadingError as error:
            raise forms.ValidationError(error.problems) from None
        return file


class ConfirmForm(forms.Form):
    """``anyway`` is asked for only where the balances do not add up."""

    token = forms.CharField(widget=forms.HiddenInput)
    anyway = forms.BooleanField(
        label=_(
            "I have compared it with the bank: import it although it does not add up"
        ),
        required=False,
    )

    def __init__(self, *args, is_balanced=True, **kwargs):
        super().__init__(*args, **kwargs)
        if is_balanced is False:
            self.fields["anyway"].required = True
        else:
            del self.fields["anyway"]


class RecordForm(forms.Form):
    """Income for what came in, a kind of cost for what went out."""

    purpose = forms.ChoiceField(
        label=_("What was it?"), widget=forms.Select(attrs={"class": "w-w-full"})
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
        help_text=_("A receipt or invoice as PDF, JPEG, PNG or WebP, up to 10 MB."),
    )
    why_no_proof = WhyNoProofField()

    def __init__(self, *args, side, amount, **kwargs):
        super().__init__(*args, **kwargs)
        self.amount = amount
        self.fields["purpose"].choices = partial(purpose_choices, side)
        if not proofs_are_kept():
            del self.fields["proof"]

    def clean_purpose(self):
        return Purpose.parse(self.cleaned_data["purpose"])

    def clean_proof(self):
        proof = self.cleaned_data["proof"]
        if proof:
            proof_check(proof)
        return proof or None

    def clean(self):
        cleaned = super().clean()
        explain_missing(self, cleaned, self.amount)
        return cleaned


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("In a few words, for other treasurers."),
    )


class BankAccountForm(forms.ModelForm):
    """The account of the books stays once it is chosen: movements hang on it."""

    class Meta:
        model = BankAccount
        fields = ("account", "profile", "number", "holder", "active")
        field_classes = {"account": BankChoiceField}
        help_texts = {
            "account": _("Add a new one under “Bank accounts and kinds of cost”."),
            "profile": _("How the files of this bank are read."),
            "active": _("Untick it when no more statements come."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["account"].disabled = True
            return
        banks = Account.objects.filter(
            code__startswith=accounts.BANK_PREFIX, active=True, bank_account=None
        )
        self.fields["account"].queryset = banks
        self.fields["account"].initial = banks.first()


class FindGiftForm(forms.Form):
    find = forms.CharField(
        label=pgettext_lazy("look for", "Find another gift"),
        required=False,
        max_length=40,
        help_text=_("By its reference, or the first eight characters of it."),
    )
