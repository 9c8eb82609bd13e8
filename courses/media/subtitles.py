"""What is said in a video, with its times: read from WebVTT or SubRip."""

import html
import io
import re
from dataclasses import dataclass
from functools import lru_cache

import webvtt
from django.utils.translation import gettext as _
from webvtt.errors import MalformedCaptionError, MalformedFileError

SRT_TIMES = re.compile(r"\A(?:\d+\s*\n)?\s*\d+:\d{2}:\d{2},\d{1,3}\s*-->")
# A line of times whose arrow is broken would be passed over in silence.
BROKEN_ARROW = re.compile(r"^(?!.*-->) *\d+:\d\d\S* +[-–—>]+ *\d+:\d\d.*$", re.M)
LONGEST = 500_000  # characters: a whole day of talking
LEAST_SECONDS, MOST_SECONDS = 12, 30  # of a part that is read as one
SENTENCE_ENDS = (".", "?", "!", "…", ":", ".”", '."')


class SubtitleError(ValueError):
    """Says in the editor's language why a text is no subtitles."""


@dataclass(frozen=True)
class Cue:
    start: int  # in whole seconds, which is what players can be sent to
    text: str

    @property
    def clock(self):
        """``83`` as “1:23”, as players show it."""
        minutes, seconds = divmod(self.start, 60)
        hours, minutes = divmod(minutes, 60)
        shown = f"{minutes:02}" if hours else f"{minutes}"
        return f"{hours}:{shown}:{seconds:02}" if hours else f"{shown}:{seconds:02}"


def is_timed(text):
    """Whether a text means to be subtitles, well written or not."""
    start = tidy(text)
    return start.startswith("WEBVTT") or bool(SRT_TIMES.match(start))


def tidy(text):
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip()


def as_webvtt(text):
    """The text as a WebVTT file; SubRip is turned into it. Raises SubtitleError."""
    text = tidy(text)
    if len(text) > LONGEST:
        raise SubtitleError(_("These subtitles are too long for one video."))
    if SRT_TIMES.match(text):
        text = from_subrip(text)
    if not text.startswith("WEBVTT"):
        raise SubtitleError(
            _("These are no subtitles: the first line has to be “WEBVTT”.")
        )
    check_times(text)
    return text


def from_subrip(text):
    try:
        return webvtt.from_buffer(io.StringIO(text), format="srt").content.strip()
    except (MalformedCaptionError, MalformedFileError) as error:
        raise SubtitleError(
            _("These subtitles cannot be read. Save them anew as WebVTT (.vtt).")
        ) from error


def check_times(text):
    if broken := BROKEN_ARROW.search(text):
        raise wrong_time(broken[0])
    try:
        captions = webvtt.from_string(text, strict=True).captions
    except (MalformedCaptionError, MalformedFileError) as error:
        raise wrong_time(first_wrong_line(text)) from error
    if not captions:
        raise SubtitleError(_("There is not a single subtitle in it."))
    for caption in captions:
        if caption.end_time <= caption.start_time:
            raise SubtitleError(
                _("The subtitle at %(time)s ends before it begins. Correct its times.")
                % {"time": caption.start}
            )


def wrong_time(line):
    return SubtitleError(
        _(
            "The times in “%(line)s” cannot be read. Write them like this: "
            "00:01.000 --> 00:04.000"
        )
        % {"line": line.strip()[:80]}
    )


def first_wrong_line(text):
    """The line of times at which a text stops being WebVTT."""
    for line in text.split("\n"):
        if "-->" in line:
            try:
                webvtt.from_string(f"WEBVTT\n\n{line}\nx", strict=True)
            except MalformedCaptionError:
                return line
    return text.split("\n", 1)[0]


@lru_cache(maxsize=64)
def parts(text):
    """Stored subtitles as parts to be read, each with the second it begins at.

    Single subtitles are torn from their sentence; what belongs together is joined.
    """
    joined = []
    for cue in spoken_cues(text):
        if joined and continues(joined[-1], cue):
            joined[-1] = Cue(joined[-1].start, f"{joined[-1].text} {cue.text}")
        else:
            joined.append(cue)
    return tuple(joined)


def spoken_cues(text):
    """The cues without markup; a line that rolls up from the last one counts once."""
    before, speaker = [], None
    for caption in captions_of(text):
        lines = [" ".join(line.split()) for line in plain(caption).split("\n")]
        new = [line for line in lines if line and line not in before]
        if new and caption.voice and caption.voice != speaker:
            new[0] = f"{caption.voice}: {new[0]}"
        if new:
            yield Cue(int(caption.start_in_seconds), " ".join(new))
        before, speaker = lines, caption.voice or speaker


def captions_of(text):
    try:
        return webvtt.from_string(text).captions
    except (MalformedCaptionError, MalformedFileError):
        return ()


def plain(caption):
    return html.unescape(caption.text)


def continues(part, cue):
    length = cue.start - part.start
    ended = part.text.endswith(SENTENCE_ENDS)
    return length < LEAST_SECONDS or (length < MOST_SECONDS and not ended)


def words(text):
    """What is said, without times."""
    return "\n".join(part.text for part in parts(text))
