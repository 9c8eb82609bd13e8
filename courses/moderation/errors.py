"""Why a decision is not taken, in words for the moderator."""

from django.core.exceptions import ValidationError


class CannotDecide(ValidationError):
    """Nothing was changed; the message says what to do."""

    about_content = False


class NotInReview(CannotDecide):
    """Somebody else was faster, or the author took it back."""


class NotYourTurn(CannotDecide):
    """The group that may decide does not hold this account (any more)."""


class VersionChanged(CannotDecide):
    """What would become public is not what the moderator read."""


class ReasonMissing(CannotDecide):
    """Nobody is turned away without a reason and a note."""


class NotReady(CannotDecide):
    """An error of the course itself keeps it from becoming public."""

    about_content = True
