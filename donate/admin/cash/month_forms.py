"""What the treasurer types to prepare a month."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ...money import AmountError, Money, parse_amount
from ...months.balances import month_balances


class PrepareForm(forms.Form):
    """One field for each bank account, filled in where a statement told the balance."""

    note = forms.CharField(
        label=_("What should the second person know?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "If bank and books differ, say why. It stays inside the organisation."
        ),
    )

    def __init__(self, *args, book, month, **kwargs):
        super().__init__(*args, **kwargs)
        self.balances = month_balances(book, month)
        for number, balance in enumerate(self.balances):
            self.fields[f"bank{number}"] = self.field_for(balance)
        self.order_fields([f"bank{n}" for n in range(len(self.balances))])

    def field_for(self, balance):
        return forms.CharField(
            label=balance.label,
            max_length=40,
            initial=str(balance.told).lstrip("Rp") if balance.told else "",
            widget=forms.TextInput(
                attrs={"inputmode": "decimal", "autocomplete": "off"}
            ),
            help_text=_(
                "What the bank says at the end of the last day of the month. The "
                "books say %(books)s."
            )
            % {"books": balance.books},
        )

    def clean(self):
        cleaned = super().clean()
        self.typed = {}
        for number, balance in enumerate(self.balances):
            name = f"bank{number}"
            try:
                money = read_balance(cleaned.get(name, ""), balance.books.currency)
            except AmountError as error:
                if name in cleaned:
                    self.add_error(name, str(error))
            else:
                self.typed[balance.key] = money
        return cleaned


def read_balance(text, currency):
    """Read an amount that may be zero, or below it where the account is overdrawn."""
    text = text.strip()
    if text in ("0", "-0"):
        return Money(0, currency)
    if text.startswith("-"):
        return -parse_amount(text[1:], currency)
    return parse_amount(text, currency)
