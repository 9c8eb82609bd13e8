"""What can be done with a gift."""

from .consenting import Wishes, newsletter_stop, wishes_change
from .erasing import donor_erase
from .monthly import promise_settle
from .monthly_stopping import promise_stop
from .moving import movement_by_hand, movement_settle
from .receiving import transfer_receive
from .settling import settle
from .starting import Gift, donation_pay, donation_start
from .switching import donation_cancel, donation_switch
from .telling import event_settle

__all__ = [
    "Gift",
    "Wishes",
    "donation_cancel",
    "donation_pay",
    "donation_start",
    "donation_switch",
    "donor_erase",
    "event_settle",
    "movement_by_hand",
    "movement_settle",
    "newsletter_stop",
    "promise_settle",
    "promise_stop",
    "settle",
    "transfer_receive",
    "wishes_change",
]
