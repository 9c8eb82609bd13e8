"""The chart of accounts: every place money can be, come from or go to."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from ..models import Account

STRIPE = "assets:stripe:{currency}"
BANK_PREFIX = "assets:bank:"
IN_TRANSIT = "assets:in_transit"
ASSETS_PREFIX = "assets:"
ADS = "income:ads"
DONATIONS = "income:donations"
OTHER_INCOME = "income:other"
FEES = "expenses:fees"
TAX_WITHHELD = "expenses:tax_withheld"
EXPENSES_PREFIX = "expenses:"
REFUNDS = "contra:refunds"
DISPUTES = "contra:disputes"
OPENING = "equity:opening"
EXCHANGE = "equity:fx"

# They book themselves; nobody chooses them.
NOT_BY_HAND = (FEES, TAX_WITHHELD)

CHART: dict[str, tuple[str | Promise, str]] = {
    "assets:stripe:idr": (_("Stripe, in rupiah"), "IDR"),
    "assets:stripe:usd": (_("Stripe, in dollars"), "USD"),
    IN_TRANSIT: (_("On its way to the bank"), ""),
    ADS: (_("Advertising"), ""),
    DONATIONS: (_("Donations"), ""),
    OTHER_INCOME: (_("Other income"), ""),
    "expenses:hosting": (_("Servers and domains"), ""),
    "expenses:content": (_("Making courses"), ""),
    "expenses:classes": (_("Live classes"), ""),
    "expenses:people": (_("People's work"), ""),
    "expenses:outreach": (_("Telling people about it"), ""),
    "expenses:office": (_("Office and administration"), ""),
    "expenses:other": (_("Other costs"), ""),
    TAX_WITHHELD: (_("Tax withheld (PPh 23)"), ""),
    FEES: (_("Payment fees"), ""),
    REFUNDS: (_("Refunds"), ""),
    DISPUTES: (_("Disputed payments"), ""),
    OPENING: (_("Opening balance"), ""),
    EXCHANGE: (_("Exchange differences"), ""),
}


def account_ensure(code: str, name: str, currency: str = "") -> Account:
    """Return the account called ``code``, made now if it is new."""
    account, _created = Account.objects.get_or_create(
        code=code, defaults={"name": name, "currency": currency}
    )
    return account


def chart_install(*, bank_accounts: Mapping[str, str] | None = None) -> None:
    """Make the accounts still missing; ``bank_accounts`` maps slugs to names."""
    banks = {"main": _("Bank account")} if bank_accounts is None else bank_accounts
    chart = {f"{BANK_PREFIX}{slug}": (str(name), "IDR") for slug, name in banks.items()}
    with override(None):
        chart |= {
            code: (str(label), currency) for code, (label, currency) in CHART.items()
        }
    known = set(Account.objects.filter(code__in=chart).values_list("code", flat=True))
    Account.objects.bulk_create(
        [
            Account(code=code, name=name, currency=currency)
            for code, (name, currency) in chart.items()
            if code not in known
        ],
        ignore_conflicts=True,  # somebody else may make them at this moment
    )


def stripe_account(currency: str) -> str:
    return STRIPE.format(currency=currency.lower())


def account_label(account: Account) -> str:
    """The account's name in the reader's language, unless somebody renamed it."""
    label = CHART.get(account.code, (account.name, ""))[0]
    with override(None):
        untouched = account.name == str(label)
    return str(label) if untouched else account.name
