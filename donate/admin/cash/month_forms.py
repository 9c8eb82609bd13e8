"""What the treasurer types to prepare a month."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ...days import day_words
from ...money import AmountError, parse_amount
from ...months.balances import month_balances

MINUS = ("-", "\N{MINUS SIGN}")


class PrepareForm(forms.Form):
    """One field for each bank account, filled in where a statement told the balance."""

    note = forms.CharField(
        label=_("What should the second person know?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stays inside the organisation."),
    )

    def __init__(self, *args, book, month, **kwargs):
        super().__init__(*args, **kwargs)
        self.balances = month_balances(book, month)
        for number, balance in enumerate(self.balances):
            self.fields[f"bank{number}"] = self.field_for(balance)
            self.fields[f"reason{number}"] = self.reason_field(balance)
        self.order_fields([name for name in self.fields if name != "note"])

    def field_for(self, balance):
        return forms.CharField(
            label=balance.label,
            max_length=40,
            initial=typed_as(balance.told) if balance.told is not None else "",
            widget=forms.TextInput(
                attrs={"inputmode": "decimal", "autocomplete": "off"}
            ),
            help_text=where_from(balance),
        )

    def reason_field(self, balance):
        return forms.CharField(
            label=_("%(account)s: why do bank and books differ?")
            % {"account": balance.label},
            required=False,
            max_length=300,
            help_text=_("Only where they do. Whoever signs reads it."),
        )

    def clean(self):
        cleaned = super().clean()
        self.typed, self.reasons = {}, {}
        for number, balance in enumerate(self.balances):
            name = f"bank{number}"
            try:
                money = read_balance(cleaned.get(name, ""), balance.books.currency)
            except AmountError as error:
                if name in cleaned:
                    self.add_error(name, str(error))
            else:
                self.typed[balance.key] = money
            self.reasons[balance.key] = cleaned.get(f"reason{number}", "")
        return cleaned


def where_from(balance):
    """Where the balance comes from; whoever signs is told the same."""
    if balance.told is None:
        return _(
            "No imported statement tells it. Type what the bank says at the end of the "
            "last day of the month, not what the books say. Whoever signs, and the "
            "public, read that it was typed in."
        )
    return _(
        "From the statement imported on %(day)s. Whoever signs, and the public, are "
        "told if you type another."
    ) % {"day": day_words(balance.imported)}


def typed_as(money):
    """Write a balance so that it is read as the same again."""
    if money.currency == "IDR":
        return str(money).replace("Rp", "")
    return str(money.major)


def read_balance(text, currency):
    """Read an amount to the sen, which may be below zero where money is owed."""
    text = text.strip()
    below = text.startswith(MINUS)
    money = parse_amount(text[below:], currency, with_sen=True)
    return -money if below else money
