"""Covers drawn for the demo: a kawung pattern in the colour of the category."""

import io

from django.core.files.images import ImageFile
from django.utils.text import slugify
from PIL import Image, ImageDraw
from wagtail.images import get_image_model

GROUNDS = {
    "laut": "#0f6674",
    "kunyit": "#8a5a00",
    "daun": "#1c6b45",
    "manggis": "#6d2f6b",
    "nila": "#26418f",
}
PETAL_LIGHT = 38
WIDTH, HEIGHT = 960, 540
TILE = 240


def make_cover(title, colour):
    """Return a new image; the pattern says nothing, so its card needs no words."""
    content = io.BytesIO()
    draw_kawung(GROUNDS[colour]).save(content, "PNG", optimize=True)
    content.seek(0)
    return get_image_model().objects.create(
        title=f"Sampul {title}",
        file=ImageFile(content, name=f"sampul-{slugify(title)[:60]}.png"),
    )


def draw_kawung(ground):
    """Four petals around each crossing, drawn large and made smaller: soft edges."""
    image = Image.new("RGB", (2 * WIDTH, 2 * HEIGHT), ground)
    draw = ImageDraw.Draw(image)
    petal = tuple(min(255, part + PETAL_LIGHT) for part in image.getpixel((0, 0)))
    for x in range(0, 2 * WIDTH + TILE, TILE):
        for y in range(0, 2 * HEIGHT + TILE, TILE):
            for points in petals_around(x, y):
                draw.polygon(points, fill=petal)
    return image.reduce(2).quantize(16)


def petals_around(x, y):
    """Pointed ovals along the diagonals, as polygons."""
    reach, width = TILE * 0.46, TILE * 0.2
    for across, down in ((1, 1), (1, -1), (-1, 1), (-1, -1)):
        yield [
            (
                x + across * (along * reach + side),
                y + down * (along * reach - side),
            )
            for along, side in outline(width)
        ]


def outline(width, steps=16):
    """Points around an oval from 0.1 to 1 of its length, there and back."""
    for direction in (1, -1):
        for step in range(steps + 1):
            share = step / steps if direction == 1 else 1 - step / steps
            bulge = direction * width * (4 * share * (1 - share)) / 2
            yield 0.1 + 0.9 * share, bulge
