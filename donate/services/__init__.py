"""What can be done with a gift."""

from .consenting import Wishes, newsletter_stop, wishes_change
from .erasing import donor_erase
from .receiving import transfer_receive
from .settling import event_settle, settle
from .starting import Gift, donation_pay, donation_start

__all__ = [
    "Gift",
    "Wishes",
    "donation_pay",
    "donation_start",
    "donor_erase",
    "event_settle",
    "newsletter_stop",
    "settle",
    "transfer_receive",
    "wishes_change",
]
