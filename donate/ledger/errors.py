"""Why a posting was refused."""


class PostingError(ValueError):
    """Nothing was booked."""


class Unbalanced(PostingError):
    """The lines of one currency do not sum to zero, or there are none."""


class UnknownAccount(PostingError):
    """No such account, or it is closed, or it takes another currency."""


class SourceKeyConflict(PostingError):
    """The same source key was booked before, with other facts."""


class AlreadyReversed(PostingError):
    """An entry can be corrected once."""


class WrongDate(PostingError):
    """Long before the books, or still to come."""


class PeriodClosed(PostingError):
    """The month is signed off."""
