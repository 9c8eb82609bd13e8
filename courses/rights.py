"""The one place that answers what may be done with a course.

Templates, API, exports and packs ask here and decide nothing themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from .models.licences import Licence

if TYPE_CHECKING:
    from .models import CoursePage

State = Licence.State


@dataclass(frozen=True)
class Permits:
    """What one course allows; everything is refused unless said otherwise."""

    show: bool = False  # its text and lessons on this site
    embed: bool = False  # its video through the owner's player
    link: bool = False  # a description here, the work at its source
    share: bool = False  # copies: API body, exports, offline packs
    adapt: bool = False
    sell: bool = False
    handover: bool = False  # offered to training ecosystems

    @property
    def poster(self) -> bool:
        """Whether its video's still picture may be kept here: a copy like any other.

        To show a video through its owner's player does not allow that copy.
        """
        return self.share


def permits(course: CoursePage) -> Permits:
    """Answer for a course; an unknown licence or missing holder allows nothing."""
    licence = course.licence
    if licence is None or not course.rights_holder:
        return Permits()
    match licence.state:
        case State.OPEN:
            return _open(licence, handover=course.handover_price is not None)
        case State.EMBED_ONLY:
            return Permits(show=True, embed=True, link=True)
        case State.LINK_ONLY:
            return Permits(link=True)
        case State.BY_PERMISSION:
            return Permits(show=True, embed=True, link=True)
    return Permits()


def _open(licence: Licence, *, handover: bool) -> Permits:
    return Permits(
        show=True,
        embed=True,
        link=True,
        share=licence.may_share,
        adapt=licence.may_adapt,
        sell=licence.may_sell,
        handover=handover and licence.may_share,
    )


def publishing_errors(course: CoursePage) -> dict[str, list[str]]:
    """Return what keeps a course from becoming public, by field name."""
    errors: dict[str, list[str]] = {}
    if course.licence is None:
        errors["licence"] = [_("Choose a licence before you publish this course.")]
    elif course.licence.state == State.UNKNOWN:
        errors["licence"] = [
            _(
                "Nobody may show a course whose licence is unknown. Ask the rights "
                "holder, or choose “link only” and describe it here."
            )
        ]
    elif course.licence.state == State.BY_PERMISSION and not course.rights_note:
        errors["rights_note"] = [_("Write down what was permitted, by whom and when.")]
    elif _needs_source(course) and not course.source_url:
        errors["source_url"] = [
            _("With this licence learners are sent to the source: add its address.")
        ]
    if not course.rights_holder.strip():
        errors["rights_holder"] = [_("Say who made this course and keeps the rights.")]
    return errors


def _needs_source(course: CoursePage) -> bool:
    return course.licence is not None and course.licence.state == State.LINK_ONLY
