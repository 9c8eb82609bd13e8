"""How much data a course takes, said before the first click.

Videos by their minutes, files and pictures by their real size, text as it is stored.
"""

import hashlib
import json
from dataclasses import dataclass

from django.core.cache import cache
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from .. import conf
from ..blocks import DocumentBlock, FigureBlock, VideoBlock
from ..media.spoken import has_subtitles, has_transcript
from .cards import rendition
from .facts import Fact
from .sizes import MEGABYTE, picture_size, rough_size

FIGURE = "width-800|format-webp"
KEPT_SECONDS = 3600  # a file may be replaced without its lesson being published


@dataclass(frozen=True)
class File:
    """A document in the text of a course."""

    title: str
    url: str
    kind: str
    bytes: int
    lesson: str = ""

    @property
    def size(self):
        return rough_size(self.bytes)


@dataclass(frozen=True)
class Weight:
    """What the texts of a course bring with them."""

    minutes: int = 0  # of videos that tell their length
    unknown: int = 0  # videos that do not
    videos: int = 0  # bytes of the site's own videos
    text: int = 0  # bytes, pictures included
    files: tuple[File, ...] = ()
    subtitles: bool = False
    transcript: bool = False

    def __add__(self, other):
        return Weight(
            self.minutes + other.minutes,
            self.unknown + other.unknown,
            self.videos + other.videos,
            self.text + other.text,
            once(self.files + other.files),
            self.subtitles or other.subtitles,
            self.transcript or other.transcript,
        )

    @cached_property
    def bytes(self):
        video = self.minutes * conf.get("VIDEO_MEGABYTES_PER_MINUTE") * MEGABYTE
        own = self.videos + self.text
        return video + own + sum(file.bytes for file in self.files)


def once(files):
    """A file that several lessons hand out is loaded once."""
    return tuple({file.url: file for file in reversed(files)}.values())[::-1]


def course_weight(course):
    """The course's own text and all lessons that anybody may read."""
    return weigh(course.body) + lessons_weight(open_lessons(course))


def open_lessons(course):
    return [row for row in course.family if row["lesson"] and not row["restriction"]]


def lessons_weight(rows):
    """Read the lessons' texts once for each time that one of them is published."""
    if not rows:
        return Weight()
    said = json.dumps([(row["pk"], row["published"]) for row in rows], default=str)
    key = f"prakerja_courses.weight.{hashlib.sha256(said.encode()).hexdigest()}"
    found = cache.get(key)
    if found is None:
        found = read_lessons([row["pk"] for row in rows])
        cache.set(key, found, KEPT_SECONDS)
    return found


def read_lessons(ids):
    from ..models import LessonPage

    lessons = LessonPage.objects.filter(pk__in=ids).order_by("path")
    texts = lessons.only("title", "body")
    return sum((weigh(lesson.body, lesson.title) for lesson in texts), Weight())


def weigh(body, lesson=""):
    """The weight of one text."""
    if not body:
        return Weight()
    own = Weight(
        text=len(json.dumps(list(body.raw_data), default=str)),
        subtitles=has_subtitles(body),
        transcript=has_transcript(body),
    )
    return sum((block_weight(block, lesson) for block in body), own)


def block_weight(bound, lesson):
    match bound.block:
        case VideoBlock():
            return video_weight(bound.value)
        case DocumentBlock() if bound.value["document"]:
            return Weight(files=(file_of(bound.value, lesson),))
        case FigureBlock() if bound.value["image"]:
            return Weight(text=figure_size(bound.value["image"]))
    return Weight()


def video_weight(video):
    if video.own_file:
        return Weight(videos=video.own_file.get_file_size() or 0)
    minutes = video.get("minutes") or 0
    return Weight(minutes=minutes, unknown=0 if minutes else 1)


def file_of(value, lesson):
    document = value["document"]
    return File(
        title=value["title"] or document.title,
        url=document.url,
        kind=document.file_extension.upper(),
        bytes=document.get_file_size() or 0,
        lesson=lesson,
    )


def figure_size(image):
    made = rendition(image, FIGURE)
    return picture_size(made.url, made.width, made.height) if made else 0


def weight_facts(weight):
    """What to know before pressing play, in short words."""
    facts = []
    if weight.subtitles:
        facts.append(Fact("captions", _("Videos with subtitles")))
    if weight.transcript:
        facts.append(Fact("article", _("Videos to read, too: with transcript")))
    if weight.bytes or weight.unknown:
        facts.append(Fact("download", data_use(weight)))
    return facts


def data_use(weight):
    if weight.unknown and not (weight.minutes or weight.videos):
        return _("Data use unknown: its videos tell no length")
    size = {"size": rough_size(weight.bytes)}
    if weight.unknown:
        return _("More than %(size)s of data: some videos tell no length") % size
    if weight.minutes or weight.videos:
        return _("About %(size)s of data if you watch everything") % size
    return _("About %(size)s of data") % size
