"""What can be done with a gift."""

from .receiving import transfer_receive
from .settling import event_settle, settle
from .starting import Gift, donation_pay, donation_start
from .switching import donation_cancel, donation_switch

__all__ = [
    "Gift",
    "donation_cancel",
    "donation_pay",
    "donation_start",
    "donation_switch",
    "event_settle",
    "settle",
    "transfer_receive",
]
