"""Drawings of QR codes: in the page, and as a picture for an app's gallery."""

from io import BytesIO

import segno
from django.utils.safestring import SafeString, mark_safe

# Always dark on white, with the margin the standard asks for: scanners need both.
COLOURS = {"dark": "#000", "light": "#fff", "border": 4}
PNG_SCALE = 10


def svg(text: str) -> SafeString:
    """Draw ``text`` as an SVG that fills its place; its meaning is told around it."""
    drawing = code(text).svg_inline(omitsize=True, svgclass="pk-qr__code", **COLOURS)
    return mark_safe(drawing)  # noqa: S308  segno writes nothing of the text itself


def png(text: str) -> bytes:
    picture = BytesIO()
    code(text).save(picture, kind="png", scale=PNG_SCALE, **COLOURS)
    return picture.getvalue()


def code(text: str) -> segno.QRCode:
    return segno.make_qr(text, error="m")
