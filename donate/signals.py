"""What others may listen to; sent after the commit where nothing else is said."""

from django.dispatch import Signal

#: A journal entry was posted. Arguments: ``entry``.
entry_posted = Signal()

#: The provider says the money has come. Arguments: ``donation``.
donation_paid = Signal()

#: The gift stands in the books. Arguments: ``donation``.
donation_booked = Signal()

#: A donor is being erased: forget what you know of them, in the same transaction; an
#: exception keeps everything. Arguments: ``donation``, ``email`` (may be empty).
donor_erased = Signal()

#: The donor wall shows something else than before.
wall_changed = Signal()
