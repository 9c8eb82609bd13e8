"""What came for an invoice, and what stands on the slip of the tax withheld."""

import uuid

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput

from ...approving.invoices import sent_before
from ...invoicing.errors import InvoiceRefused
from ...invoicing.paying import Payment, check_payment, usual_tax
from ...invoicing.slips import Slip
from ...ledger.proofs import proof_check, proofs_are_kept
from ...models import Account
from ...money import Money
from ..forms import BankChoiceField, RupiahField, happened, today
from ..proof_fields import ACCEPTED


class SlipForm(forms.Form):
    slip_number = forms.CharField(
        label=gettext_lazy("Number of the withholding slip"), max_length=40
    )
    slip_day = forms.DateField(
        label=gettext_lazy("Date of the withholding slip"), widget=AdminDateInput
    )
    slip = forms.FileField(
        label=gettext_lazy("Withholding slip"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=gettext_lazy(
            "The “bukti potong” as PDF, JPEG, PNG or WebP, up to 10 MB. It may come "
            "later. Only treasurers and approvers can open it."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not proofs_are_kept():
            del self.fields["slip"]

    def clean_slip_number(self):
        return " ".join(self.cleaned_data["slip_number"].upper().split())

    def clean_slip_day(self):
        day = self.cleaned_data["slip_day"]
        return day and happened(day)

    def clean_slip(self):
        file = self.cleaned_data["slip"]
        if file:
            proof_check(file)
        return file or None

    def clean(self):
        """Of a slip number, day and document belong together."""
        cleaned = super().clean()
        number, day = cleaned.get("slip_number"), cleaned.get("slip_day")
        file = cleaned.get("slip")
        if number and not day and "slip_day" not in self.errors:
            self.add_error("slip_day", _("Write the date that stands on the slip."))
        if (day or file) and not number and "slip_number" not in self.errors:
            self.add_error("slip_number", _("Write the number that is on the slip."))
        cleaned["slip"] = Slip(number, day, file) if number else None
        return cleaned


class PayForm(SlipForm):
    """``row`` tells when, where and how much, if the bank has told it already."""

    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    received = RupiahField(
        label=gettext_lazy("Received at the bank"),
        help_text=gettext_lazy("Without the tax that was withheld."),
    )
    withheld = RupiahField(
        label=gettext_lazy("Tax withheld (PPh 23)"),
        required=False,
        help_text=gettext_lazy(
            "What stands on the slip; 2 percent is suggested. Write 0 if nothing was "
            "withheld."
        ),
    )
    is_part = forms.BooleanField(
        label=gettext_lazy("This is a part, the rest comes later"), required=False
    )
    day = forms.DateField(
        label=gettext_lazy("Arrived on"), widget=AdminDateInput, initial=today
    )
    account = BankChoiceField(
        label=gettext_lazy("Bank account"), queryset=Account.objects.none()
    )
    text = forms.CharField(
        label=gettext_lazy("Description"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Only treasurers see this."),
    )
    field_order = (
        "nonce",
        "received",
        "withheld",
        "is_part",
        "day",
        "account",
        "text",
    )

    def __init__(self, *args, invoice, row=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.invoice, self.row = invoice, row
        self.fields["account"].offer()
        self.fields["text"].initial = f"{invoice.number} · {invoice.slot.sponsor}"
        tax = self.suggested_tax()
        self.fields["withheld"].initial = as_typed(tax)
        self.fields["received"].initial = as_typed(invoice.left - tax)
        for name in ("slip_number", "slip_day"):
            self.fields[name].required = False
        if row:
            for name in ("received", "day", "account"):
                del self.fields[name]

    def suggested_tax(self):
        """The usual one, unless the movement is the whole of what is open."""
        left = self.invoice.left
        if self.row and self.row.amount == left:
            return Money(0, left.currency)
        return usual_tax(left)

    def clean(self):
        cleaned = super().clean()
        if self.row:
            cleaned["received"] = self.row.amount
        if "received" in cleaned and "withheld" in cleaned:
            cleaned["payment"] = Payment(cleaned["received"], cleaned["withheld"])
            if not self.is_sent_again(cleaned):
                self.check_sums(cleaned)
        if cleaned["slip"] and not cleaned.get("withheld", True):
            self.add_error(
                "slip_number",
                _("Without tax withheld there is no slip. Write how much it was."),
            )
        if not self.errors:
            cleaned["came"] = self.came(cleaned)
        return cleaned

    def is_sent_again(self, cleaned):
        """What is open now says nothing of a form that was booked before."""
        nonce = cleaned.get("nonce")
        return nonce and sent_before(self.invoice.book_id, nonce) is not None

    def check_sums(self, cleaned):
        if not cleaned["received"]:
            zero = _("The amount is zero. An entry needs an amount.")
            return self.add_error("received", zero)
        try:
            is_part = cleaned.get("is_part", False)
            check_payment(self.invoice, cleaned["payment"], is_part=is_part)
        except InvoiceRefused as refused:
            field = refused.field if refused.field in self.fields else None
            self.add_error(field, str(refused))

    def came(self, facts):
        """When and where, for ``Arrival``."""
        row = self.row
        return {
            "day": row.day if row else facts["day"],
            "account": row.account.account if row else facts["account"],
            "nonce": facts["nonce"],
            "text": facts["text"],
            "row": row,
        }

    def clean_day(self):
        return happened(self.cleaned_data["day"])


def as_typed(money):
    return str(money).removeprefix("Rp")
