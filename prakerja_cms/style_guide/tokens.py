"""Colours, sizes and icons as the style sheets say them, so that no list goes stale."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.utils.translation import gettext_lazy as _

TOKENS = "prakerja_cms/css/tokens.css"
KIT = "prakerja_courses/kit/kit.css"
COLOUR = re.compile(r"--prakerja-([\w-]+): light-dark\((\S+), (\S+?)\)")
ICON = re.compile(r"\.pk-icon--([\w-]+)")
TEXT, CONTROL = 4.5, 3  # WCAG 2.2: contrast of words, and of the edges of controls

# What each colour means, and the colour it stands on.
MEANINGS = {
    "ink": (_("Text"), "paper", TEXT),
    "muted": (_("Text that can wait"), "paper", TEXT),
    "edge": (_("Edges of fields and buttons"), "surface", CONTROL),
    "nila": (_("Links, the main button, Teknologi dan Software"), "paper", TEXT),
    "daun": (_("Money in, success, Bisnis dan Keuangan"), "paper", TEXT),
    "kunyit": (_("Live, giving, Wirausaha dan Ide Bisnis"), "paper", TEXT),
    "laut": (_("The category Bisnis Digital"), "paper", TEXT),
    "manggis": (_("The category Pengembangan Diri"), "paper", TEXT),
    "cabai": (_("Errors, money out"), "paper", TEXT),
    "on-fill": (_("Words on the main button"), "nila", TEXT),
    "kunyit-fill": (_("Ground of the gift button and of what is live"), None, None),
    "paper": (_("Ground of the page"), None, None),
    "surface": (_("Ground of cards and panels"), None, None),
    "sunken": (_("Ground of the footer and of quiet parts"), None, None),
    "line": (_("Lines that only part one thing from another"), None, None),
}


@dataclass(frozen=True)
class Colour:
    name: str
    meaning: str
    light: str
    dark: str
    ground: str  # the colour it stands on; empty for a ground
    ratios: tuple[float, ...]  # contrast with it in light and in dark
    wanted: float | None


@cache
def colours():
    pairs = {name: pair for name, *pair in COLOUR.findall(text_of(TOKENS))}
    return [colour(name, pairs) for name in MEANINGS]


def colour(name, pairs):
    meaning, ground, wanted = MEANINGS[name]
    grounds = pairs[ground] if ground else ()
    ratios = tuple(map(contrast, pairs[name], grounds)) if ground else ()
    return Colour(name, meaning, *pairs[name], ground or "", ratios, wanted)


def contrast(one, other):
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


def luminance(colour):
    red, green, blue = (linear(part / 255) for part in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def channels(colour):
    digits = colour.lstrip("#")
    return bytes.fromhex(digits if len(digits) == 6 else "".join(2 * d for d in digits))


def linear(part):
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


@cache
def icons():
    """Every icon by its name, in the order of the sprite."""
    return list(dict.fromkeys(ICON.findall(text_of(KIT))))


@cache
def text_of(name):
    return Path(finders.find(name)).read_text(encoding="utf-8")
