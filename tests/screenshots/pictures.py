"""From what the browser drew to a small file that changes only when the screen did."""

import io

from PIL import Image, ImageChops

LARGEST = 200_000
FREQUENT = 128
SHADE = 8  # colours nearer to each other than this count as one
# Between two runs a minute passes, and a clock on the screen shows another digit.
SAME = 0.002


def opened(png):
    return Image.open(io.BytesIO(png)).convert("RGB")


def keep(image, path):
    """Write the picture unless the file shows nearly the same; say what was done."""
    image = reduced(image)
    if path.exists() and is_same(image, Image.open(path)):
        return f"same     {path.name}"
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, optimize=True)
    size = path.stat().st_size
    assert size <= LARGEST, f"{path.name} has {size} bytes: show less of the screen"
    return f"written  {path.name} {size // 1000} kB"


def reduced(image):
    """256 colours: the most frequent as they are, and some of every other kind.

    So a ground keeps its tone, and one small red button stays red.
    """
    counted = sorted(image.getcolors(image.width * image.height), reverse=True)
    frequent = [colour for _number, colour in counted[:FREQUENT]]
    palette = Image.new("P", (1, 1))
    palette.putpalette(flat(frequent) + kinds_of(image, 256 - len(frequent)))
    return image.quantize(palette=palette, dither=Image.Dither.NONE)


def kinds_of(image, number):
    """A palette in which each colour of the picture counts once."""
    rough = image.point(lambda value: value // SHADE * SHADE + SHADE // 2)
    found = [colour for _number, colour in rough.getcolors(image.width * image.height)]
    samples = Image.frombytes("RGB", (len(found), 1), bytes(flat(found)))
    return samples.quantize(number).getpalette()


def flat(colours):
    return [part for colour in colours for part in colour]


def is_same(image, old):
    if old.size != image.size:
        return False
    difference = ImageChops.difference(old.convert("RGB"), image.convert("RGB"))
    changed = difference.convert("L").point(lambda value: 255 * (value > 32))
    return changed.histogram()[255] < SAME * image.width * image.height
