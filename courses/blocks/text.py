"""Paragraphs and headings, which most of a lesson is made of."""

from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import PREVIEW
from .richtext import share

INLINE_FEATURES = ["bold", "italic", "link", "document-link", "code"]
LIST_FEATURES = [*INLINE_FEATURES, "ol", "ul"]
RICH_TEXT_FEATURES = ["h3", "h4", *LIST_FEATURES, "blockquote"]


class TextBlock(blocks.RichTextBlock):
    """Rendered in Python: a template for each paragraph takes a tenth of a page."""

    def __init__(self, **kwargs):
        super().__init__(**{"features": RICH_TEXT_FEATURES, **kwargs})

    def deconstruct(self):
        """Keep this module's path out of migrations."""
        return "wagtail.blocks.RichTextBlock", [], {}

    def bulk_to_python(self, values):
        return share(values)

    def render_basic(self, value, context=None):
        return format_html('<div class="rich-text">{}</div>', value)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, lists and links")
        preview_template = PREVIEW
        preview_value = "<p>Catat uang masuk dan keluar setiap hari.</p>"


class HeadingBlock(blocks.CharBlock):
    def deconstruct(self):
        """Keep this module's path out of migrations."""
        return "wagtail.blocks.CharBlock", [], {}

    def render_basic(self, value, context=None):
        return format_html('<h2 id="part-{}">{}</h2>', slugify(value), value)

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("A heading between parts of the text")
        preview_template = PREVIEW
        preview_value = "Coba sekarang"
