"""QRIS: the organisation's own static code, made to carry the amount of one gift."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import conf
from ..holding import CODES
from ..models import DonatePage, Donation
from ..money import Money
from ..qris import StaticQris
from ..qris_image import svg
from .own import CURRENCY, OwnGateway

THOUSAND = 1000


class QrisGateway(OwnGateway):
    name = "qris"
    template = "prakerja_donate/waiting/qris.html"
    explanation = gettext_lazy("With any Indonesian banking or e-wallet app.")

    def __init__(self, code: StaticQris) -> None:
        super().__init__()
        self.code = code
        self.label = _("QRIS")

    @classmethod
    def from_conf(cls, **options: Any) -> "QrisGateway | None":
        code = code_shown()
        return None if code is None else cls(code)

    def largest(self, currency: str) -> Money:
        """Leave room for the code; whole thousands read better in a message."""
        room = int(conf.get("QRIS_LARGEST")) - CODES[-1]
        return Money.of(room // THOUSAND * THOUSAND, CURRENCY)

    def context(self, donation: Donation) -> dict[str, Any]:
        return {"qris": self.code, "qr": svg(self.text(donation))}

    def text(self, donation: Donation) -> str:
        """Return what the code of one gift says."""
        return self.code.with_amount(donation.asked)


def code_shown() -> StaticQris | None:
    """Return the code of the first public donate page that has one."""
    page = DonatePage.objects.live().exclude(qris_code="").order_by("pk").first()
    found: StaticQris | None = page and page.qris
    return found
