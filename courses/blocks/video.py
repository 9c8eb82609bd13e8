"""A video shown as a poster; nothing is fetched from elsewhere before a click."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from ..media.own_files import check_video, video_type
from ..media.providers import recognise
from ..media.sizes import rough_sizes
from .base import PreviewedBlock
from .text import TextBlock
from .tracks import TrackBlock, TrackValue, track_data

PROVIDER_NAMES = {"youtube": "YouTube", "vimeo": "Vimeo"}
NO_SOURCE = _("Paste the address of the video, or choose a file of your own.")
TWO_SOURCES = _(
    "A video comes from one place: empty the address or take the file away."
)
UNKNOWN_VIDEO = _(
    "This is not a YouTube or Vimeo video. Copy the address from the share button, or "
    "use a link in the text."
)


@dataclass(frozen=True)
class Line:
    """A part of what is said, and where it is watched."""

    second: int
    clock: str
    text: str
    url: str


@dataclass(frozen=True)
class Said:
    """One text to read below a video: lines with times, or the track's plain words."""

    id: str
    track: TrackValue
    lines: tuple[Line, ...]


class VideoValue(blocks.StructValue):
    """A video as templates and the API see it."""

    @cached_property
    def video(self):
        return None if self.own_file else recognise(self.get("url") or "")

    @property
    def own_file(self):
        return self.get("file")

    @property
    def played_url(self):
        from ..media.serving import played_url

        return played_url(self.own_file) if self.own_file else ""

    @property
    def own_type(self):
        return video_type(self.own_file) or "video/mp4"

    @property
    def watch_url(self):
        if self.own_file:
            return self.own_file.url
        return self.video.url if self.video else self.get("url") or ""

    @property
    def provider_name(self):
        """The name people know, or the host of an address we do not recognise."""
        if self.video:
            return PROVIDER_NAMES[self.video.provider]
        return urlsplit(self.watch_url).hostname or ""

    @property
    def needs_more_looks(self):
        """Whether it has parts that few videos have, which are drawn by a file more."""
        return bool(self.own_file or self.said)

    @property
    def sizes(self):
        """How much data it takes, as far as its length tells."""
        return rough_sizes(self.get("minutes"))

    @property
    def player_tracks(self):
        """The subtitles that the player of an own file shows."""
        return [track for track in self.get("tracks") or () if track.file_url]

    @property
    def said(self):
        """The subtitles and transcripts there are to read."""
        children = getattr(self.get("tracks"), "bound_blocks", ())
        return [
            Said(child.id, child.value, tuple(map(self.line, child.value.parts)))
            for child in children
            if child.value.text
        ]

    def line(self, part):
        return Line(part.start, part.clock, part.text, self.at(part.start))

    def at(self, second):
        """Where it is watched from that second on."""
        if self.video:
            return self.video.at(second)
        return f"{self.played_url or self.watch_url}#t={second}"


class VideoBlock(PreviewedBlock):
    """A video of a provider, or a file of one's own."""

    url = blocks.URLBlock(
        label=_("Address"),
        required=False,
        help_text=_("A YouTube or Vimeo video, or a YouTube playlist."),
    )
    file = DocumentChooserBlock(
        label=_("Or a file of your own"),
        required=False,
        help_text=_(
            "An MP4 or WebM file, played on this site. 360 lines are enough for a "
            "phone and cost learners least."
        ),
    )
    title = blocks.CharBlock(
        label=_("Title"),
        max_length=160,
        help_text=_("What is shown in it. Screen readers read this out."),
    )
    minutes = blocks.IntegerBlock(
        label=_("Length in minutes"),
        required=False,
        min_value=1,
        help_text=_("From it learners are told about how much data it takes."),
    )
    poster = ImageChooserBlock(
        label=_("Poster"),
        required=False,
        help_text=_("A picture that stands there until the video plays."),
    )
    transcript = TextBlock(
        label=_("Transcript"),
        required=False,
        features=["bold", "italic", "ol", "ul", "link"],
        help_text=_("What is said, for people who cannot hear or load the video."),
    )
    tracks = blocks.ListBlock(
        TrackBlock(),
        label=_("Subtitles and transcripts by language"),
        default=[],
        help_text=_("Words found in them lead people to this page."),
    )

    def clean(self, value):
        cleaned = super().clean(value)
        if errors := source_errors(cleaned, draft=self.is_deferred_validation):
            raise StructBlockValidationError(errors)
        return cleaned

    def get_context(self, value, parent_context=None):
        """Add what the page around it knows of the video."""
        context = super().get_context(value, parent_context)
        shown = value.video and known_media(context).get(value.video.key)
        plays = bool(context.get("may_embed") and value.video)
        return {**context, "shown": shown, "plays": plays and not (shown and shown.bad)}

    def get_api_representation(self, value, context=None):
        return {
            "title": value["title"],
            "url": value.watch_url,
            "minutes": value.get("minutes"),
            "provider": value.video.provider if value.video else None,
            "embed_url": value.video.embed_url if value.video else None,
            "file": file_data(value.own_file),
            "transcript": value["transcript"].source if value.get("transcript") else "",
            "tracks": [track_data(track) for track in value.get("tracks") or ()],
        }

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("A video that loads after a click")
        template = "prakerja_courses/blocks/video.html"
        value_class = VideoValue
        preview_value = {
            "url": "https://www.youtube.com/watch?v=aqz-KE-bpKQ",
            "title": "Contoh video",
            "minutes": 10,
        }


def source_errors(value, *, draft):
    """A video comes from one place, which a draft may still owe."""
    if value.own_file and value.get("url"):
        return {"file": ValidationError(TWO_SOURCES)}
    if value.own_file:
        return file_errors(value.own_file)
    if value.video or (draft and not value.get("url")):
        return {}
    return {"url": ValidationError(UNKNOWN_VIDEO if value.get("url") else NO_SOURCE)}


def file_errors(document):
    try:
        check_video(document)
    except ValidationError as error:
        return {"file": error}
    return {}


def file_data(document):
    """What other programs are told of a file of one's own."""
    if document is None:
        return None
    return {
        "url": document.url,
        "type": video_type(document),
        "size": document.get_file_size(),
    }


def known_media(context):
    """What is known of the videos on the page; a text page did not ask for it yet."""
    from ..media.shown import media_on_text_page

    if "media" not in context and isinstance(context.get("page"), Page):
        return media_on_text_page(context["page"])
    return context.get("media") or {}
