import re

CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def harmless(text: str) -> str:
    """What another site wrote must not speak to the terminal, nor mislead the eye."""
    return CONTROLS.sub(" ", text)


class Explained(Exception):
    """Its message may quote another site, and is read by people here."""

    def __str__(self) -> str:
        return harmless(super().__str__())


class TableError(Exception):
    """The file cannot be imported at all; the message says why and what to do."""


class ClientError(Explained):
    """Another site cannot be read; the message says why and what to do."""


class AddressRefused(ClientError):
    """An address that leads away from the site, or into a private network."""


class Unreachable(ClientError):
    """No answer, or none that ended in time."""


class Busy(ClientError):
    """The site asks to come back later than anybody waits for."""


class BadAnswer(ClientError):
    """An answer that is not what the API promises."""


class NotThere(BadAnswer):
    """An address that the site gave itself, and has nothing at (any more)."""


class TooLarge(ClientError):
    """An answer that takes more room than it is given; ``begun`` is what was read."""

    begun = b""


class DigestDiffers(ClientError):
    """A file whose bytes are not those that were announced."""


class NothingThere(ClientError):
    """No course there is of what was asked for; most likely it is misspelt."""


class TooOld(ClientError):
    """The feed does not reach back that far: begin anew from the dump."""
