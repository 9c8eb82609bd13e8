"""What is wrong with a statement, in words for the treasurer."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SHOWN = 12


class ReadingError(ValueError):
    """The file cannot be read; nothing of it was kept."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(problems[0])
        self.problems = shortened(problems)


class RowRefused(ValueError):
    """A decision about a movement that cannot be carried out; its text says why."""


def shortened(problems: Sequence[str]) -> list[str]:
    rest = len(problems) - SHOWN
    if rest <= 0:
        return list(problems)
    more = ngettext("And %(number)d line more.", "And %(number)d lines more.", rest)
    return [*problems[:SHOWN], more % {"number": rest}]


def at_line(line: int, message: str) -> str:
    return _("Line %(line)d: %(message)s") % {"line": line, "message": message}
