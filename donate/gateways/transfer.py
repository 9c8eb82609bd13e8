"""Bank transfer with a unique code, to the accounts on the donate page."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Donation, TransferAccount
from ..money import Money
from .own import CURRENCY, OwnGateway

# What the clearing of the central bank takes in one transfer, and more than any gift.
LARGEST = Money.of(1_000_000_000, CURRENCY)


class TransferGateway(OwnGateway):
    name = "bank_transfer"
    template = "prakerja_donate/waiting/transfer.html"
    explanation = gettext_lazy("From your bank's app or an ATM.")

    def __init__(self) -> None:
        super().__init__()
        self.label = _("Bank transfer")

    @classmethod
    def from_conf(cls, **options: Any) -> "TransferGateway | None":
        return cls() if accounts_shown() else None

    def largest(self, currency: str) -> Money:
        return LARGEST

    def context(self, donation: Donation) -> dict[str, Any]:
        return {"accounts": accounts_shown()}


def accounts_shown() -> list[TransferAccount]:
    """Return the accounts of the first public donate page that has any."""
    found = list(
        TransferAccount.objects.filter(page__live=True).order_by("page", "sort_order")
    )
    return [account for account in found if account.page_id == found[0].page_id]
