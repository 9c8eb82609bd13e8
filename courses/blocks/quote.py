"""Somebody's words, with who said them and where."""

from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import PreviewedBlock, web_address


class QuoteValue(blocks.StructValue):
    @property
    def link(self):
        return web_address(self.get("source"))

    @property
    def credit(self):
        """Who said it, or else the site it stands on."""
        host = urlsplit(self.link).hostname or ""
        return self.get("speaker") or host.removeprefix("www.")


class QuoteBlock(PreviewedBlock):
    quote = blocks.TextBlock(label=_("Quote"), rows=3)
    speaker = blocks.CharBlock(
        label=_("Who said it"), required=False, max_length=160, help_text=_("A name.")
    )
    source = blocks.URLBlock(
        label=_("Source"),
        required=False,
        help_text=_("Where it can be read. The name becomes a link to it."),
    )

    def get_api_representation(self, value, context=None):
        return {
            "text": value["quote"],
            "speaker": value["speaker"],
            "source_url": value.link or None,
        }

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("Somebody's words, with who said them")
        template = "prakerja_courses/blocks/quote.html"
        value_class = QuoteValue
        preview_value = {
            "quote": "Sejak mencatat, saya tahu hari mana warung saya sepi.",
            "speaker": "Bu Sari, Bantul",
        }
