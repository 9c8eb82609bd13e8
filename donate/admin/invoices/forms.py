"""What is typed on an invoice; most of it is there already."""

from datetime import timedelta

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext_lazy
from wagtail.admin.widgets import AdminDateInput

from ...invoicing.issuing import Terms
from ...models import BankAccount, SponsorInvoice, SponsorSlot, TransferAccount
from ..forms import RupiahField, today

DUE = timedelta(days=14)


class InvoiceForm(forms.Form):
    """``slot`` fills in what was agreed; all of it can be changed before it is sent."""

    bill_to = forms.CharField(
        label=gettext_lazy("Invoiced to"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Name and address, as the sponsor wants to read them."),
    )
    subject = forms.CharField(
        label=pgettext_lazy("invoice", "For what"), max_length=300
    )
    amount = RupiahField(label=gettext_lazy("Amount in rupiah"))
    pay_to = forms.CharField(
        label=gettext_lazy("Bank account to pay to"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Bank, account number and holder."),
    )
    due_on = forms.DateField(label=gettext_lazy("To be paid by"), widget=AdminDateInput)
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), choices=SponsorInvoice.Language.choices
    )

    def __init__(self, *args, slot: SponsorSlot, **kwargs):
        super().__init__(*args, **kwargs)
        given = {
            "bill_to": slot.sponsor.name,
            "subject": subject_of(slot),
            "amount": str(slot.price).removeprefix("Rp") if slot.price else "",
            "pay_to": account_words(),
            "due_on": today() + DUE,
        }
        for name, value in given.items():
            self.fields[name].initial = value

    def clean_amount(self):
        amount = self.cleaned_data["amount"]
        if not amount:
            raise forms.ValidationError(_("An invoice needs an amount above zero."))
        return amount

    def clean_due_on(self):
        due = self.cleaned_data["due_on"]
        if due < today():
            raise forms.ValidationError(_("This day is over. Choose a later one."))
        return due

    @property
    def terms(self):
        return Terms(**self.cleaned_data)


def subject_of(slot):
    """In Indonesian, which most invoices are in."""
    with override("id"):
        first = date_format(slot.starts_on, "j F Y")
        last = date_format(slot.ends_on, "j F Y")
        return _("Advertisement on %(place)s, %(first)s – %(last)s") % {
            "place": slot.get_place_display(),
            "first": first,
            "last": last,
        }


def account_words():
    """The account that gifts are asked to, else the first with statements."""
    shown = TransferAccount.objects.filter(page__live=True).order_by("sort_order")
    if found := shown.first():
        return f"{found.bank}\n{found.number}\n{found.holder}"
    bank = BankAccount.objects.filter(active=True).select_related("account").first()
    return f"{bank.account.name}\n{bank.number}\n{bank.holder}" if bank else ""


class VoidForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why is it void?"),
        max_length=300,
        help_text=gettext_lazy("In a few words, for other treasurers."),
    )
