"""Why a posting was refused: its ``advice`` is for people, its text for the log."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class PostingError(ValueError):
    """Nothing was booked."""

    advice: Promise = _(
        "Nothing was booked: this does not fit the books. Ask whoever runs the server; "
        "the log says why."
    )


class Unbalanced(PostingError):
    """The lines of one currency do not sum to zero, or there are none."""


class UnknownAccount(PostingError):
    """No such account, or it is closed, or it takes another currency."""

    advice = _(
        "Nothing was booked: one of the accounts is closed or does not take this "
        "currency. Choose another one, or open it again."
    )


class SourceKeyConflict(PostingError):
    """The same source key was booked before, with other facts."""

    advice = _(
        "This form was already booked, with other details. Look at the list of "
        "entries; to record another one, open a new form."
    )


class AlreadyAsked(PostingError):
    """Something that may be the same waits for a second person."""

    advice = _(
        "Nothing was booked: income of this advertisement waits for approval already, "
        "perhaps the same. Look at it first, under “To approve”."
    )


class AlreadyReversed(PostingError):
    """An entry can be corrected once."""

    advice = _("Nothing was booked: this entry was corrected before.")


class WrongDate(PostingError):
    """Long before the books, or still to come."""

    advice = _(
        "Nothing was booked: the date is long ago or still to come. Check the year."
    )


class PeriodClosed(PostingError):
    """The month is signed off."""

    advice = _("Nothing was booked: the month is closed.")


class Erased(PostingError):
    """What was typed about the entry, and its documents, are gone for good."""

    advice = _(
        "Nothing was kept: what was typed about this entry was erased for good, and "
        "no document can be added to it any more."
    )


class ProofLost(PostingError):
    """A document was kept for an entry that was not confirmed in time."""

    advice = _(
        "The document is not here any more: it is kept for one day. Choose it again; "
        "all else is still here."
    )
