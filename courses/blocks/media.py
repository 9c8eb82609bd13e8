"""Videos, images and files."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page

from ..media.providers import recognise
from .base import PreviewedBlock
from .text import TextBlock

PROVIDER_NAMES = {"youtube": "YouTube", "vimeo": "Vimeo"}


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


class VideoBlock(PreviewedBlock):
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
    transcript = TextBlock(
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

    def get_context(self, value, parent_context=None):
        """Add what the page around it knows of the video."""
        context = super().get_context(value, parent_context)
        shown = value.video and known_media(context).get(value.video.key)
        plays = bool(context.get("may_embed") and value.video)
        return {**context, "shown": shown, "plays": plays and not (shown and shown.bad)}

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


def known_media(context):
    """What is known of the videos on the page; a text page did not ask for it yet."""
    from ..media.shown import media_on_text_page

    if "media" not in context and isinstance(context.get("page"), Page):
        return media_on_text_page(context["page"])
    return context.get("media") or {}


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
