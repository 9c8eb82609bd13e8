"""What a treasurer types in as an entry."""

import logging
import uuid
from functools import partial

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from ..approving.asking import entry_ask
from ..ledger import accounts
from ..ledger.errors import PostingError, ProofLost
from ..ledger.facts import EARLIEST_YEAR
from ..ledger.hashing import local_date
from ..ledger.proofs import KeptProof, proof_check, proofs_are_kept
from ..ledger.recording import SOURCES, Memo, Purpose
from ..models import Account, SponsorSlot
from ..money import AmountError, Money, parse_amount
from .proof_fields import ProofField, no_place_words
from .proofless import WhyNoProofField, explain_missing

logger = logging.getLogger(__name__)


def today():
    return local_date(timezone.now())


def purpose_choices(side=""):
    """Kinds of income and open kinds of cost, or one of them; fees book themselves."""
    yield "", _("Choose what it was")
    if side != "cost":
        for kind, memos in SOURCES.items():
            choices = [(f"{kind}:{memo}", memo.label) for memo in memos]
            yield capfirst(kind.label), choices
    if side != "income":
        costs = Account.objects.filter(
            code__startswith=accounts.EXPENSES_PREFIX, active=True
        ).exclude(code__in=accounts.NOT_BY_HAND)
        yield _("Cost"), [(cost.code, accounts.account_label(cost)) for cost in costs]


def happened(day):
    """``day`` if something typed in can have happened on it."""
    if day > today():
        raise forms.ValidationError(
            gettext("This date has not come yet. Enter what has happened already.")
        )
    if day.year < EARLIEST_YEAR:
        raise forms.ValidationError(
            gettext("This was before %(year)s. Check the year.")
            % {"year": EARLIEST_YEAR}
        )
    return day


class RupiahField(forms.CharField):
    """An amount as people type it; nothing typed is nothing."""

    def __init__(self, **options):
        attrs = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(max_length=40, widget=forms.TextInput(attrs=attrs), **options)

    def clean(self, value):
        text = super().clean(value)
        try:
            return parse_amount(text, "IDR") if text else Money(0, "IDR")
        except AmountError as error:
            raise forms.ValidationError(str(error)) from None


class BankChoiceField(forms.ModelChoiceField):
    def label_from_instance(self, account):
        return accounts.account_label(account)

    def offer(self):
        """All banks in use, the first of them chosen."""
        banks = Account.objects.filter(
            code__startswith=accounts.BANK_PREFIX, active=True
        )
        self.queryset, self.initial = banks, banks.first()
        self.empty_label = None


class EntryForm(forms.Form):
    """``side`` offers only income or only costs; ``kept`` names a proof sent before."""

    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    kept = forms.CharField(widget=forms.HiddenInput, required=False)
    purpose = forms.ChoiceField(
        label=_("What was it?"),
        widget=forms.Select(attrs={"class": "w-w-full"}),
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
    amount = RupiahField(
        label=_("Amount in rupiah"),
        help_text=_("For example 1.250.000 or 50rb. Always without a minus sign."),
    )
    slot = forms.ModelChoiceField(
        label=_("Which advertisement was paid?"),
        queryset=SponsorSlot.objects.none(),
        required=False,
        empty_label=_("None, or not known"),
        help_text=_("Only for income from a sponsor. It is not part of the entry."),
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
    proof = ProofField(required=False)
    why_no_proof = WhyNoProofField()

    def __init__(self, *args, side="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = partial(purpose_choices, side)
        self.fields["account"].offer()
        self.set_slots(side)
        self.set_proof()

    def set_slots(self, side):
        slots = SponsorSlot.objects.select_related("sponsor")
        self.fields["slot"].queryset = slots
        if side == "cost" or not slots.exists():
            del self.fields["slot"]

    def set_proof(self):
        self.initial["proof"] = KeptProof.read(self["kept"].value() or "")
        if not proofs_are_kept():
            self.fields["proof"].disabled = True
            self.fields["proof"].help_text = no_place_words()

    def clean_purpose(self):
        return Purpose.parse(self.cleaned_data["purpose"])

    def clean_day(self):
        return happened(self.cleaned_data["day"])

    def clean_amount(self):
        amount = self.cleaned_data["amount"]
        if not amount:
            raise forms.ValidationError(
                _("The amount is zero. An entry needs an amount.")
            )
        return amount

    def clean_proof(self):
        proof = self.cleaned_data["proof"]
        if proof and not isinstance(proof, KeptProof):
            proof_check(proof)
        return proof or None

    def clean(self):
        cleaned = super().clean()
        purpose = cleaned.get("purpose")
        if cleaned.get("slot") and purpose and purpose.memo != Memo.SPONSOR:
            self.add_error(
                "slot",
                _(
                    "Only income from a sponsor pays for an advertisement. Choose "
                    "“Sponsor” above, or no advertisement here."
                ),
            )
        explain_missing(self, cleaned, cleaned.get("amount"))
        return cleaned

    def purpose_label(self):
        """Say in words what was chosen: “Cost: Servers and domains”."""
        for group, choices in self.fields["purpose"].choices:
            for value, label in choices if group else ():
                if value == self["purpose"].value():
                    return f"{group}: {label}"
        return ""

    def book(self, *, book, author):
        """Post the entry or ask for it; None, with an error on the form, if refused."""
        facts = {**self.cleaned_data}
        del facts["kept"]
        try:
            entry = entry_ask(book=book, author=author, **facts)
        except PostingError as error:
            logger.warning("not booked: %s: %s", type(error).__name__, error)
            self.tell(error)
            return None
        if facts["proof"]:
            transaction.on_commit(facts["proof"].forget)
        return entry

    def tell(self, error):
        if not isinstance(error, ProofLost):
            return self.add_error(None, str(error.advice))
        self.data = {**self.data.dict(), "kept": ""}
        return self.add_error("proof", str(error.advice))
