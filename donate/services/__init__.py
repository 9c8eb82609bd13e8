"""What can be done with a gift."""

from .receiving import transfer_receive
from .settling import event_settle, settle
from .starting import Gift, donation_pay, donation_start

__all__ = [
    "Gift",
    "donation_pay",
    "donation_start",
    "event_settle",
    "settle",
    "transfer_receive",
]
