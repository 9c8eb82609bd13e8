"""The health of the cash: what does not fit, why it matters, and what to do.

``rows`` asks every check that was added by ``registry.check``.
"""

from . import (
    approvals,
    bank,
    books,
    gifts,
    invoices,
    letters,
    promises,
    providers,
    refunds,
)
from .registry import Level, Row, Scope, rows

__all__ = [
    "Level",
    "Row",
    "Scope",
    "approvals",
    "bank",
    "books",
    "gifts",
    "invoices",
    "letters",
    "promises",
    "providers",
    "refunds",
    "rows",
]
