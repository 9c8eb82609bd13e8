"""Rules about what a course has to have: rights, facts, content, people."""

from django.utils.translation import gettext as _

from ..models import Licence
from ..rights import publishing_errors
from .findings import Code, finding

SHORTEST_SUMMARY = 40


def rights(course, around):
    for field, (text, *_more) in publishing_errors(course).items():
        about = "" if field == "rights_holder" else course.licence_id or ""
        yield finding(rights_code(course, field), field, text, about)


def rights_code(course, field):
    match field:
        case "licence":
            missing = course.licence_id is None
            return Code.NO_LICENCE if missing else Code.LICENCE_UNKNOWN
        case "rights_note":
            return Code.NO_PERMISSION
        case "source_url":
            return Code.NO_SOURCE
    return Code.NO_HOLDER


def facts(course, around):
    if not course.format:
        yield finding(
            Code.NO_FORMAT, "format", _("Choose in which form the course is given.")
        )
    if not course.level:
        yield finding(
            Code.NO_LEVEL,
            "level",
            _("Choose its level: beginner, intermediate or advanced."),
        )
    if not course.device:
        yield finding(
            Code.NO_DEVICE,
            "device",
            _("Choose what learners need: is a phone enough, or a computer?"),
        )


def nothing_inside(course, around):
    if opens_elsewhere(course) or has_content(course, around):
        return
    if course.lives_elsewhere:
        text = _("This course is on another site: add its address there.")
        yield finding(Code.NO_CONTENT, "source_url", text)
    else:
        text = _(
            "This course has no content yet. Write its text, or add a video, a "
            "lesson or a live class."
        )
        yield finding(Code.NO_CONTENT, "body", text)


def opens_elsewhere(course):
    """Learners are sent to the source; that a link is missing, ``rights`` tells."""
    licence = course.licence
    link_only = licence is not None and licence.state == Licence.State.LINK_ONLY
    return link_only or (course.lives_elsewhere and bool(course.source_url))


def has_content(course, around):
    """A page that is not saved yet cannot have lessons or classes: it may get some."""
    return (
        course.pk is None
        or around.content(course).says_something
        or bool(around.lessons(course))
        or around.has_class(course)
    )


def missing_video(course, around):
    if course.format != course.Format.VIDEO or opens_elsewhere(course):
        return
    pages = [course, *around.lessons(course)]
    if not any(around.content(page).videos for page in pages):
        yield finding(
            Code.NO_VIDEO,
            "format",
            _(
                "The format is video, but there is no video. Add one, or choose "
                "another format."
            ),
        )


def credit(course, around):
    """Acceptance credits whoever handed it in without an account."""
    if not (course.credits.all() or around.was_handed_in(course)):
        yield finding(
            Code.NO_CREDIT,
            "credits",
            _("Nobody is credited. Say who made this course or teaches it."),
        )


def thin_summary(course, around):
    summary = course.summary.strip()
    if len(summary) < SHORTEST_SUMMARY or summary == course.title:
        yield finding(
            Code.THIN_SUMMARY,
            "summary",
            _("The summary is thin. Say what somebody can do after this course."),
        )


def cover(course, around):
    if course.cover_id is None:
        yield finding(
            Code.NO_COVER,
            "cover",
            _("There is no cover. An image of your own helps people choose."),
        )
