"""Pictures from outside, drawn anew: what is seen comes in, what is written does not.

A phone writes into each photo where it was taken and by whom.
"""

import io
import struct
import warnings
from contextlib import contextmanager

from PIL import Image, ImageOps, UnidentifiedImageError

# More than any screen shows; a larger one only costs room, and time to draw.
LONGEST_SIDE = 4096
QUALITY = 90
KEPT = {"icc_profile", "transparency"}


class PictureError(Exception):
    """This is no picture to us."""


class Damaged(PictureError):
    """It cannot be opened, or not to its end."""


class TooManyPixels(PictureError):
    """It would cost all memory."""


@contextmanager
def picture_open(file, *, formats, most_pixels):
    """The picture in ``file``; what goes wrong with it is a PictureError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file, formats=formats) as picture:
                if picture.width * picture.height > most_pixels:
                    raise TooManyPixels
                yield picture
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise TooManyPixels from None
    except (
        UnidentifiedImageError,
        EOFError,
        OSError,
        SyntaxError,
        ValueError,
        struct.error,
    ):
        raise Damaged from None


def picture_draw(picture, kind):
    """Its bytes as a new file: upright, its colours kept, without moving parts."""
    picture.draft(None, (LONGEST_SIDE // 2, LONGEST_SIDE // 2))  # spares memory
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    picture.getexif()  # remembers which side is up; the rest may be broken
    picture.info = {name: picture.info[name] for name in KEPT & picture.info.keys()}
    upright = ImageOps.exif_transpose(picture)
    drawn = io.BytesIO()
    colours = upright.info.get("icc_profile")
    upright.save(drawn, kind, quality=QUALITY, icc_profile=colours)
    return drawn.getvalue()
