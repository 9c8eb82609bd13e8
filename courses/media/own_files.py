"""Videos and subtitles that lie on this site, known by their content."""

from pathlib import PurePath

import filetype
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .subtitles import LONGEST, SubtitleError, as_webvtt

# What browsers of cheap phones play, by the ending of the file.
VIDEO_TYPES = {"mp4": "video/mp4", "webm": "video/webm"}
SUBTITLES = "vtt"
HEAD = 8192
BYTES_OF_A_CHARACTER = 4


def ending(document):
    return PurePath(document.filename).suffix.lower().removeprefix(".")


def video_type(document):
    """The type that its name says, or None where it is no video for browsers."""
    return VIDEO_TYPES.get(ending(document))


def check_video(document):
    """Refuse what is no video in its content, whatever its name says."""
    wanted = video_type(document)
    if wanted is None or real_type(document) != wanted:
        raise ValidationError(
            _(
                "“%(name)s” is not a video that every phone plays. Save it as MP4 "
                "(H.264) or WebM and upload it anew."
            )
            % {"name": document.filename}
        )


def real_type(document):
    guess = filetype.guess(beginning(document, HEAD))
    # Apple's name for an MP4 file says little about what is in it.
    mime = guess.mime if guess else ""
    return "video/mp4" if mime == "video/x-m4v" else mime


def read_subtitles(document):
    """The subtitles in a file; ValidationError says what is wrong with it."""
    try:
        if ending(document) != SUBTITLES:
            raise SubtitleError(
                _(
                    "“%(name)s” is no WebVTT file (.vtt). Save the subtitles as "
                    "WebVTT, or paste their text below."
                )
                % {"name": document.filename}
            )
        return as_webvtt(decoded(document))
    except SubtitleError as error:
        raise ValidationError(str(error)) from error


def decoded(document):
    content = beginning(document, LONGEST * BYTES_OF_A_CHARACTER)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SubtitleError(
            _("“%(name)s” is not written in UTF-8. Save it anew in that encoding.")
            % {"name": document.filename}
        ) from error


def beginning(document, size):
    """Its first bytes; a file that is gone says nothing."""
    try:
        with document.open_file() as file:
            return file.read(size)
    except OSError:
        return b""
