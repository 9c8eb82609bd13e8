"""What a submission's answers are as a course: columns, blocks, a live class.

Everything is worked out from the answers alone, so that an edit can be taken over
as the difference between before and after, and an editor's corrections stay.
"""

import datetime as dt
import json
import zoneinfo
from uuid import uuid5

from ..media.providers import recognise
from ..models import CoursePage, Licence, LiveSession, Submission
from .texts import rich_text

Shape = Submission.Shape
LICENCE_OF_RIGHTS = {
    "embed": "embed-only",
    "link": "link-only",
    "own_link": "link-only",
    "permission": "by-permission",
}
# Nothing of these is shown here: they are described and linked to.
ELSEWHERE = {"link", "own_link"}
OWN = {"own", "own_link"}
LONGEST_VIDEO_TITLE = 160
USUAL_MINUTES = 60
PLAIN_FACTS = (
    *("summary", "level", "language", "duration_minutes"),
    *("device", "needs_app", "needs_account", "handover_price"),
)


def page_facts(submission):
    """The columns of its course page."""
    answers = submission.answers
    return {
        "title": submission.title,
        **{name: answers[name] for name in PLAIN_FACTS if name in answers},
        "format": page_format(submission),
        "licence": licence_code(answers),
        "rights_holder": maker(submission),
        "rights_note": answers.get("permission", ""),
        "source_url": answers.get("source") or first_link(answers),
    }


def page_format(submission):
    if submission.answers.get("rights") in ELSEWHERE and submission.shape != Shape.LIVE:
        return CoursePage.Format.EXTERNAL
    return CoursePage.Format(submission.shape)


def licence_code(answers):
    rights = answers.get("rights", "")
    return LICENCE_OF_RIGHTS.get(rights) or answers.get("licence", "")


def maker(submission):
    """Who made it: the sender, unless they named somebody else."""
    named = submission.answers.get("maker", "")
    return named or submission.organisation or submission.sender_name


def first_link(answers):
    links = answers.get("links") or [""]
    video = recognise(links[0])
    return video.url if video else links[0]


def set_facts(page, facts):
    """Put columns on a page in memory."""
    for name, value in facts.items():
        if name == "licence":
            value = Licence.objects.filter(code=value).first()
        setattr(page, name, value)


# The text


def page_blocks(submission):
    """The blocks of its course page, each under an id that stays the same."""
    blocks = {}
    for link in submission.answers.get("links") or []:
        if video := recognise(link):
            key = str(uuid5(submission.uid, video.key))
            blocks[key] = ("video", video_value(submission, video))
    if text := rich_text(submission.answers.get("text", "")):
        blocks[str(uuid5(submission.uid, "text"))] = ("text", text)
    return blocks


def video_value(submission, video):
    title = submission.title[:LONGEST_VIDEO_TITLE]
    return {"url": video.url, "title": title, "minutes": None, "transcript": ""}


def set_blocks(page, before, after):
    """Take over in memory what differs; blocks and parts that do not are left."""
    kept = [
        changed_block(raw, before, after)
        for raw in page.body.raw_data
        if raw.get("id") not in before or raw["id"] in after
    ]
    known = {raw.get("id") for raw in kept} | set(before)
    added = [
        {"id": key, "type": kind, "value": value}
        for key, (kind, value) in after.items()
        if key not in known
    ]
    page.body = json.dumps([*kept, *added])


def changed_block(raw, before, after):
    key = raw.get("id")
    if key not in before or before[key] == after[key]:
        return dict(raw)
    return {**raw, "value": changed_value(raw["value"], before[key][1], after[key][1])}


def changed_value(current, before, after):
    if not isinstance(after, dict):
        return after
    changes = {name: part for name, part in after.items() if before.get(name) != part}
    return {**current, **changes}


# The live class


def session_facts(submission):
    """The columns of its live class; empty for other shapes."""
    answers = submission.answers
    if submission.shape != Shape.LIVE:
        return {}
    return {
        "starts_at": starts_at(answers),
        "timezone": answers["timezone"],
        "duration_minutes": answers.get("duration_minutes") or USUAL_MINUTES,
        "platform": answers["platform"],
        "join_url": answers.get("join_url", ""),
    }


def starts_at(answers):
    """The moment, on the clock that was chosen."""
    wall_clock = dt.datetime.fromisoformat(f"{answers['date']}T{answers['time']}")
    return wall_clock.replace(tzinfo=zoneinfo.ZoneInfo(answers["timezone"]))


def set_session(page, changes):
    """Write what changed; makes the class where it is missing."""
    if not changes:
        return
    session = LiveSession.objects.filter(course=page).order_by("pk").first()
    session = session or LiveSession(course=page)
    for name, value in changes.items():
        setattr(session, name, value)
    session.save()
