"""What a course or text page is written in."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock

from .media.providers import recognise

PROVIDER_NAMES = {"youtube": "YouTube", "vimeo": "Vimeo"}
RICH_TEXT_FEATURES = [
    "h3",
    "h4",
    "bold",
    "italic",
    "ol",
    "ul",
    "link",
    "document-link",
    "blockquote",
    "code",
]


class TextBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs):
        super().__init__(**{"features": RICH_TEXT_FEATURES, **kwargs})

    def deconstruct(self):
        """Keep this module's path out of migrations."""
        return "wagtail.blocks.RichTextBlock", [], {}

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, lists and links")
        template = "prakerja_courses/blocks/text.html"
        preview_value = "<p>Catat uang masuk dan keluar setiap hari.</p>"


class HeadingBlock(blocks.CharBlock):
    def deconstruct(self):
        """Keep this module's path out of migrations."""
        return "wagtail.blocks.CharBlock", [], {}

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("A heading between parts of the text")
        template = "prakerja_courses/blocks/heading.html"
        preview_value = "Coba sekarang"


class VideoValue(blocks.StructValue):
    """A video as templates and the API see it."""

    @cached_property
    def video(self):
        return recognise(self.get("url") or "")

    @property
    def watch_url(self):
        return self.video.url if self.video else self["url"]

    @property
    def provider_name(self):
        """The name people know, or the host of an address we do not recognise."""
        if self.video:
            return PROVIDER_NAMES[self.video.provider]
        return urlsplit(self["url"]).hostname or ""


class VideoBlock(blocks.StructBlock):
    """A video shown as a poster; nothing is fetched from elsewhere before a click."""

    url = blocks.URLBlock(
        label=_("Address"),
        help_text=_("A YouTube or Vimeo video, or a YouTube playlist."),
    )
    title = blocks.CharBlock(
        label=_("Title"),
        max_length=160,
        help_text=_("What is shown in it. Screen readers read this out."),
    )
    minutes = blocks.IntegerBlock(
        label=_("Length in minutes"), required=False, min_value=1
    )
    transcript = blocks.RichTextBlock(
        label=_("Transcript"),
        required=False,
        features=["bold", "italic", "ol", "ul", "link"],
        help_text=_("What is said, for people who cannot hear or load the video."),
    )

    def clean(self, value):
        cleaned = super().clean(value)
        if cleaned.video is None:
            raise StructBlockValidationError(
                {
                    "url": ValidationError(
                        _(
                            "This is not a YouTube or Vimeo video. Copy the address "
                            "from the share button, or use a link in the text."
                        )
                    )
                }
            )
        return cleaned

    def get_api_representation(self, value, context=None):
        return {
            **super().get_api_representation(value, context),
            "url": value.watch_url,
            "embed_url": value.video.embed_url if value.video else None,
            "provider": value.video.provider if value.video else None,
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


class FigureBlock(blocks.StructBlock):
    """An image with alternative text, or marked as decoration."""

    image = ImageBlock(label=_("Image"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)

    def get_api_representation(self, value, context=None):
        image = value["image"]
        return {
            "title": image.title if image else "",
            "alt": "" if image is None else image.contextual_alt_text or "",
            "decorative": bool(image and image.decorative),
            "caption": value["caption"],
            "width": image.width if image else None,
            "height": image.height if image else None,
        }

    class Meta:
        icon = "image"
        label = _("Image")
        description = _("An image with its alternative text")
        template = "prakerja_courses/blocks/figure.html"


class DocumentBlock(blocks.StructBlock):
    """A file to keep, with its kind and size said before it is loaded."""

    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=160)

    def get_api_representation(self, value, context=None):
        document = value["document"]
        return {
            "title": value["title"] or (document.title if document else ""),
            "url": document.url if document else None,
            "size": document.get_file_size() if document else None,
        }

    class Meta:
        icon = "doc-full"
        label = _("Document")
        description = _("A file to download")
        template = "prakerja_courses/blocks/document.html"


CONTENT_BLOCKS = [
    ("text", TextBlock()),
    ("heading", HeadingBlock()),
    ("video", VideoBlock()),
    ("image", FigureBlock()),
    ("document", DocumentBlock()),
]
