"""What others may listen to; each is sent after the transaction has committed."""

from django.dispatch import Signal

#: A journal entry was posted. Arguments: ``entry``.
entry_posted = Signal()

#: The provider says the money has come. Arguments: ``donation``.
donation_paid = Signal()

#: The gift stands in the books. Arguments: ``donation``.
donation_booked = Signal()
