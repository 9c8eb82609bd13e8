"""What a live class leaves behind: files to keep and places to go on."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .media import DocumentBlock


class LinkBlock(blocks.StructBlock):
    """A place elsewhere, opened by whoever presses it."""

    url = blocks.URLBlock(label=_("Address"), max_length=500)
    title = blocks.CharBlock(
        label=_("Title"), max_length=160, help_text=_("What is found there.")
    )

    class Meta:
        icon = "link"
        label = _("Link")
        description = _("A page, form or group elsewhere")
        template = "prakerja_courses/blocks/link.html"


MATERIAL_BLOCKS = [("document", DocumentBlock()), ("link", LinkBlock())]
