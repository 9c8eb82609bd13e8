"""What is said in a video, in one language: subtitles or a transcript."""

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock

from ..media.own_files import read_subtitles
from ..media.subtitles import SubtitleError, as_webvtt, is_timed, parts, words


class Kind(TextChoices):
    CAPTIONS = "captions", _("subtitles")
    TRANSCRIPT = "transcript", _("transcript")
    PLAYER = "player", _("subtitles that its player shows already")


class Language(TextChoices):
    INDONESIAN = "id", _("Indonesian")
    ENGLISH = "en", _("English")
    JAVANESE = "jv", _("Javanese")
    SUNDANESE = "su", _("Sundanese")
    MADURESE = "mad", _("Madurese")
    MINANGKABAU = "min", _("Minangkabau")
    BALINESE = "ban", _("Balinese")
    BUGINESE = "bug", _("Buginese")


class TrackValue(blocks.StructValue):
    @property
    def text(self):
        return (self.get("text") or "").strip()

    @property
    def timed(self):
        return is_timed(self.text)

    @property
    def parts(self):
        """The timed parts to read; none of a plain text."""
        return parts(self.text) if self.timed else ()

    @property
    def words(self):
        return words(self.text) if self.timed else self.text

    @property
    def language_name(self):
        """What the language is called; its code once it left the list."""
        code = self.get("language") or ""
        return dict(Language.choices).get(code, code)

    @property
    def file_url(self):
        """Where a player gets the subtitles from, if it may show them."""
        from ..media.serving import played_url

        shows = self.get("kind") == Kind.CAPTIONS and self.get("file")
        return played_url(self["file"]) if shows else ""


def track_data(track):
    """A track as other programs are told of it; WebVTT where it has times."""
    text = (track.get("text") or "").strip()
    return {
        "language": track.get("language") or "",
        "kind": track.get("kind") or "",
        "timed": is_timed(text),
        "text": text,
        "credit": track.get("credit") or "",
    }


class LongTextBlock(blocks.TextBlock):
    """Text in a field that scrolls: an hour of talking would fill the screen."""

    @cached_property
    def field(self):
        field = super().field
        field.widget = forms.Textarea(attrs={"rows": 8, "spellcheck": "false"})
        return field

    def deconstruct(self):
        """Keep this module's path out of migrations."""
        return "wagtail.blocks.TextBlock", [], {}


class TrackBlock(blocks.StructBlock):
    language = blocks.ChoiceBlock(
        label=_("Language"),
        choices=Language.choices,
        default=Language.INDONESIAN,
        search_index=False,
    )
    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=Kind.choices,
        default=Kind.CAPTIONS,
        search_index=False,
        help_text=_(
            "Subtitles have times: learners read along and jump to a sentence. A "
            "transcript is plain text."
        ),
    )
    file = DocumentChooserBlock(
        label=_("Subtitle file"),
        required=False,
        help_text=_(
            "A WebVTT file (.vtt). Its text is copied below when you save. A video of "
            "your own shows these subtitles in its picture."
        ),
    )
    text = LongTextBlock(
        label=_("Text"),
        required=False,
        help_text=_("Or paste it here: WebVTT, SubRip (.srt) or plain text."),
    )
    credit = blocks.CharBlock(
        label=_("Thanks to"),
        required=False,
        max_length=160,
        help_text=_("Who wrote or translated it. The name stands below the text."),
    )

    def clean(self, value):
        cleaned = super().clean(value)
        if cleaned.get("file"):
            cleaned["text"] = text_of_file(cleaned)
        elif cleaned.text:
            cleaned["text"] = tidied(cleaned)
        elif cleaned["kind"] != Kind.PLAYER and not self.is_deferred_validation:
            raise wrong("text", _("Choose a subtitle file or paste the text."))
        return cleaned

    def get_searchable_content(self, value):
        return [words for words in (value.words, value.get("credit")) if words]

    class Meta:
        icon = "comment"
        label = _("Subtitles or transcript")
        value_class = TrackValue


def text_of_file(track):
    """What the file says, which may not differ from what stands below it."""
    try:
        read = read_subtitles(track["file"])
    except ValidationError as error:
        raise StructBlockValidationError({"file": error}) from error
    if track.text and same_lines(track.text) != same_lines(read):
        raise wrong(
            "text",
            _(
                "This text is not what the file says. Empty it to take the file's, or "
                "take the file away to keep this text."
            ),
        )
    return read


def same_lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


def tidied(track):
    """Subtitles as WebVTT; plain text stays what it is."""
    if track["kind"] != Kind.CAPTIONS and not track.timed:
        return track.text
    try:
        return as_webvtt(track.text)
    except SubtitleError as error:
        raise wrong("text", str(error)) from error


def wrong(name, message):
    return StructBlockValidationError({name: ValidationError(message)})
