"""One rule for each kind of finding, and which of them a page has to meet."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from ..examples.prompts import find_prompts
from ..live.times import day_text
from ..models import Licence, MediaItem
from .completeness import (
    cover,
    credit,
    facts,
    missing_video,
    nothing_inside,
    rights,
    thin_summary,
)
from .findings import Code, finding

# Shorter titles in capitals are names: SQL, HTML & CSS.
LONGEST_ACRONYM = 10
VERIFIED_FOR = dt.timedelta(days=365)
# What a page says before its text begins: its title, and on a course
# the heading “About this course”.
COURSE_TOP, LESSON_TOP = 2, 1


def nameless_images(page, around):
    for image in around.content(page).nameless_images:
        yield finding(
            Code.NO_ALT,
            "body",
            _(
                "An image has no description. Say in its “Alt text” what is seen, or "
                "mark it as decorative."
            ),
            image,
        )


def prompts(page, around):
    in_text = {
        "title": find_prompts(page.title),
        "summary": find_prompts(page.summary),
        "body": around.content(page).prompts,
    }
    for field, found in in_text.items():
        if found:
            text = _(
                "“%(prompt)s” is still there from the example. Write your own words "
                "instead, or delete it."
            )
            yield finding(Code.PROMPT_LEFT, field, text % {"prompt": found[0]})


def capitals(page, around):
    letters = [letter for letter in page.title if letter.isalpha()]
    if len(letters) > LONGEST_ACRONYM and page.title.isupper():
        yield finding(
            Code.TITLE_CAPITALS,
            "title",
            _("The title is in capitals, which is hard to read. Write it normally."),
        )


def transcripts(page, around):
    for seen in around.content(page).videos:
        if not seen.transcript:
            text = _(
                "The video “%(title)s” has no transcript. Add what is said, for people "
                "who cannot hear or load it."
            )
            yield finding(
                Code.NO_TRANSCRIPT, "body", text % {"title": seen.title}, name_of(seen)
            )


def lost_videos(page, around):
    for seen in around.content(page).videos:
        state = seen.video and around.video_state(page, seen.video)
        if state == MediaItem.State.GONE:
            text = _("The video “%(title)s” is gone. Find another one or remove it.")
            code = Code.DEAD_MEDIA
        elif state == MediaItem.State.NO_EMBEDDING:
            text = _("The video “%(title)s” plays at its source only.")
            code = Code.EMBEDDING_OFF
        else:
            continue
        yield finding(code, "body", text % {"title": seen.title}, name_of(seen))


def name_of(seen):
    return seen.video.key if seen.video else seen.title


def course_headings(course, around):
    yield from headings(around.content(course), COURSE_TOP)


def lesson_headings(lesson, around):
    yield from headings(around.content(lesson), LESSON_TOP)


def headings(content, level):
    """Tell the first heading that leaves out a level."""
    for found, text in content.headings:
        if found > level + 1:
            message = _(
                "The heading “%(heading)s” skips a level. Put a larger heading before "
                "it, or make it larger."
            )
            yield finding(Code.HEADING_ORDER, "body", message % {"heading": text}, text)
            return
        level = found


def broken_links(page, around):
    for link in around.content(page).links:
        if not around.is_reachable(link):
            subject = f"{link.kind}:{link.target}"
            yield finding(Code.BROKEN_LINK, "body", broken_text(link), subject)


def broken_text(link):
    if link.kind == "page":
        text = _("The link “%(text)s” leads to a page that nobody can see any more.")
    elif link.text:
        text = _("The link “%(text)s” leads to a document that is gone.")
    else:
        text = _("A document in the text is gone. Choose another one.")
    return text % {"text": link.text}


def recordings(course, around):
    for session in around.unrecorded_classes(course):
        text = _("The class of %(day)s is over. Add its recording if there is one.")
        day = day_text(session.local_start.date())
        yield finding(Code.NO_RECORDING, "sessions", text % {"day": day}, session.pk)


def verification(course, around):
    if course.verified_on:
        looked_at = course.verified_on
    elif course.first_published_at:
        looked_at = timezone.localtime(course.first_published_at).date()
    else:
        return  # a first publication is a verification to come
    if timezone.localdate() - looked_at > VERIFIED_FOR:
        yield finding(
            Code.NOT_VERIFIED,
            "verified_on",
            _("Nobody has checked this course for a year. Look through it again."),
        )


def changed_copy(course, around):
    licence = course.licence
    fixed = licence and licence.state == Licence.State.OPEN and not licence.may_adapt
    if fixed and around.is_changed_copy(course):
        yield finding(
            Code.CHANGED_COPY,
            "body",
            _(
                "This course comes from another site and was changed here, which its "
                "licence does not permit. Take the version of the source."
            ),
        )


# Errors ask nothing of the database but of a page without text, so that saving and
# publishing stay quick.
COURSE_ERRORS = (rights, facts, nothing_inside, nameless_images, prompts)
LESSON_ERRORS = (nameless_images, prompts)
COURSE_WARNINGS = (
    thin_summary,
    missing_video,
    credit,
    capitals,
    lost_videos,
    transcripts,
    course_headings,
    broken_links,
    recordings,
    cover,
    verification,
    changed_copy,
)
LESSON_WARNINGS = (capitals, lost_videos, transcripts, lesson_headings, broken_links)
