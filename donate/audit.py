"""What people do to the books, in Wagtail's log."""

from typing import Any

from wagtail.log_actions import log

PREFIX = "prakerja_donate."


def told(row: Any, action: str, author: Any, **data: str) -> None:
    """Note that ``author`` did ``action`` to ``row``; a machine's work is not noted."""
    if author is not None:
        log(row, f"{PREFIX}{action}", user=author, data=data)
