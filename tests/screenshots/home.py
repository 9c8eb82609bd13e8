"""The README's picture: the home page on a desktop and, beside it, on a phone."""

from PIL import Image

from .pictures import opened

GROUND = "#e3dccb"
EDGE, GAP, HEIGHT = 28, 28, 860
DESKTOP, PHONE = (1280, 786), (412, 309)  # width of the window, width in the picture


def picture_of_home(people):
    parts = [part(people, *widths) for widths in (DESKTOP, PHONE)]
    width = 2 * EDGE + GAP + sum(image.width for image in parts)
    whole = Image.new("RGB", (width, HEIGHT + 2 * EDGE), GROUND)
    whole.paste(parts[0], (EDGE, EDGE))
    whole.paste(parts[1], (EDGE + parts[0].width + GAP, EDGE))
    return whole


def part(people, window, width):
    page = people.window(width=window, height=round(HEIGHT * window / width))
    page.goto("/")
    page.wait_for_load_state("networkidle")
    image = opened(page.screenshot())
    page.context.close()
    return image.resize((width, HEIGHT), Image.Resampling.LANCZOS)
