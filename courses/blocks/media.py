"""Images and files."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock


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
