"""What can be done with a gift."""

from .moving import movement_by_hand, movement_settle
from .receiving import transfer_receive
from .settling import settle
from .starting import Gift, donation_pay, donation_start
from .switching import donation_cancel, donation_switch
from .telling import event_settle

__all__ = [
    "Gift",
    "donation_cancel",
    "donation_pay",
    "donation_start",
    "donation_switch",
    "event_settle",
    "movement_by_hand",
    "movement_settle",
    "settle",
    "transfer_receive",
]
