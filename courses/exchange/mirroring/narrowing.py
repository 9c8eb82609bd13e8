"""Rights that a source narrows reach what was taken before."""

from django.utils.translation import gettext as _

from ...models import Licence
from .documents import read_licence


def narrower(row, change, licences):
    """The licence of what cannot be read, where it can be and is a narrower one."""
    try:
        licence = read_licence(change.data["licence"], licences)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None
    return licence if narrowed(row, licence) else None


def narrowed(row, licence):
    """What was copied whole may not stay where only its description may stand."""
    page = row.page.specific
    opened = Licence.State.OPEN
    return licence.state != opened and page.licence.state == opened


def narrowed_text(licence):
    told = _("The source now offers it under “%(licence)s” only.")
    return told % {"licence": licence.name}
