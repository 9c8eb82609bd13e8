"""What is said where something cannot be asked for or decided."""

from django.utils.translation import gettext as _


def already_asked() -> str:
    return _("This waits for approval already. Look at it under “To approve”.")


def wrong_side() -> str:
    return _("What came in is income and what went out is a cost. Choose again.")


def decided_already() -> str:
    return _(
        "This was decided already, perhaps by somebody else a moment ago. Nothing "
        "was booked twice."
    )


def own_request() -> str:
    return _("You asked for this yourself, so somebody else has to decide about it.")


def row_changed() -> str:
    return _(
        "The decision about this movement was changed in the meantime. Refuse the "
        "request; it can be asked for again."
    )
