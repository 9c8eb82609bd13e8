"""What the blocks of several fields have in common."""

from urllib.parse import urlsplit

from wagtail import blocks

PREVIEW = "prakerja_courses/blocks/preview.html"


class PreviewedBlock(blocks.StructBlock):
    """A block that editors see before they take it."""

    class Meta:
        preview_template = PREVIEW


def web_address(url):
    """The address, or nothing if it does not lead to a web page."""
    return url if urlsplit(url or "").scheme in ("http", "https") else ""
