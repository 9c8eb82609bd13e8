"""The blocks of a lesson with the values that editors see before they take one."""

from courses.blocks import CONTENT_BLOCKS

# These show an image, a document or a class of the site, and it may have none.
OF_THE_SITE = ("image", "document", "live_session")


def blocks(context):
    """Yield each block's name and what it looks like."""
    for name, block in CONTENT_BLOCKS:
        if name not in OF_THE_SITE:
            value = block.normalize(block.get_preview_value())
            yield block.label, block.render(value, context=context)
