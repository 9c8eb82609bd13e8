"""Shots of many pages on one sheet, small, with a name above each page."""

from PIL import Image, ImageDraw, ImageFont

WIDTHS = (360, 768, 1280)  # a phone, a tablet, a desktop
HEIGHT = 1400  # of the window, so of what is seen without scrolling further
SCALE = 0.26
COLUMNS = 3
GAP, NAME = 12, 30
LOOKS = {"light": ("#d8d0bf", "#1d2327"), "dark": ("#3a4149", "#eceae4")}


def small(pixels):
    return round(pixels * SCALE)


def cell(widths):
    """A page in all its widths, with its name above."""
    across = sum(small(width) + GAP for width in widths) + 2 * GAP
    return across, small(HEIGHT) + NAME + 2 * GAP


def sheet(shots, theme, widths=WIDTHS):
    """Paste ``{name: [a shot for each width]}`` into one picture."""
    ground, ink = LOOKS[theme]
    across, down = cell(widths)
    whole = Image.new("RGB", size(len(shots), widths), ground)
    for place, (name, images) in enumerate(shots.items()):
        row, column = divmod(place, COLUMNS)
        corner = column * across + GAP, row * down + GAP
        paste(whole, corner, name, images, ink)
    return whole


def size(pages, widths=WIDTHS):
    across, down = cell(widths)
    return COLUMNS * across, -(-pages // COLUMNS) * down


def paste(whole, corner, name, images, ink):
    left, top = corner
    font = ImageFont.load_default(20)
    ImageDraw.Draw(whole).text((left, top), name, fill=ink, font=font)
    for image in images:
        image = reduced(image)
        whole.paste(image, (left, top + NAME))
        left += image.width + GAP


def reduced(image):
    size = small(image.width), small(image.height)
    return image.resize(size, Image.Resampling.LANCZOS)
