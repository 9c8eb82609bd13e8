"""How large files are, as a visitor reads it before loading them."""

from functools import lru_cache
from urllib.parse import unquote

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from wagtail.images import get_image_model

KILOBYTE = 1024
MEGABYTE = 1024 * KILOBYTE
# A picture of ours takes about this much where its storage is far away: asking a
# storage for one size costs a request.
BYTES_A_PIXEL = 0.08


def rough_size(size):
    """“45 MB”, “1,2 MB”, “120 KB”: as exact as anybody needs."""
    if size >= 10 * MEGABYTE:
        return _("%(number)s MB") % {"number": number_format(round(size / MEGABYTE))}
    if size >= MEGABYTE:
        number = number_format(size / MEGABYTE, decimal_pos=1)
        return _("%(number)s MB") % {"number": number}
    number = number_format(max(1, round(size / KILOBYTE)))
    return _("%(number)s KB") % {"number": number}


@lru_cache(maxsize=4096)
def picture_size(url, width, height):
    """The bytes of a resized picture; its name changes with its content."""
    storage = get_image_model().get_rendition_model()._meta.get_field("file").storage
    base = getattr(storage, "base_url", None)
    if base and url.startswith(base) and hasattr(storage, "location"):
        try:
            return storage.size(unquote(url[len(base) :]))
        except OSError:
            pass  # it is lost; the page around it goes on
    return round(width * height * BYTES_A_PIXEL)
