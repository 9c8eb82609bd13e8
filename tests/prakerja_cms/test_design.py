import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from prakerja_cms.staticfiles import as_shipped

pytestmark = pytest.mark.nodatabase

SITE = ["prakerja_cms/css/tokens.css", "prakerja_cms/css/site.css"]
KIT = "prakerja_courses/kit/kit.css"
COURSES, DONATE = "prakerja_courses/courses.css", "prakerja_donate/donate.css"
SCRIPTS = ["prakerja_courses/video.js", "prakerja_courses/share.js"]
GROUNDS = ["paper", "surface", "sunken"]
INKS = ["ink", "muted", "nila", "daun", "kunyit", "laut", "manggis", "cabai"]
FILLS = ["nila", "daun", "kunyit", "laut", "manggis", "cabai"]


def text_of(name):
    return Path(finders.find(name)).read_text()


def colours(css, prefix):
    """Give each token's pair of colours, for light and for dark."""
    found = re.findall(rf"--{prefix}-([\w-]+): .*?light-dark\((\S+), (\S+?)\)", css)
    return {name: (light, dark) for name, light, dark in found}


def rgb(colour):
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    return [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]


def luminance(channels):
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(scope="module")
def tokens():
    return colours(text_of(SITE[0]), "prakerja")


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", INKS)
def test_text_is_readable_on_every_ground(tokens, ink, ground, theme):
    assert contrast(rgb(tokens[ink][theme]), rgb(tokens[ground][theme])) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("tone", FILLS)
def test_words_are_readable_on_tints_and_fills(tokens, tone, theme):
    colour, surface = rgb(tokens[tone][theme]), rgb(tokens["surface"][theme])
    tint = [0.11 * c + 0.89 * s for c, s in zip(colour, surface, strict=True)]
    assert contrast(colour, tint) >= 4.5
    assert contrast(rgb(tokens["ink"][theme]), tint) >= 4.5
    assert contrast(rgb(tokens["on-fill"][theme]), colour) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_edges_of_controls_are_seen(tokens, theme):
    for ground in GROUNDS:
        assert contrast(rgb(tokens["edge"][theme]), rgb(tokens[ground][theme])) >= 3


def test_a_foreign_host_gets_the_same_colours(tokens):
    fallbacks = colours(text_of(KIT), "pk")
    assert fallbacks
    assert fallbacks == {name: tokens[name] for name in fallbacks}


def test_both_libraries_carry_the_same_kit():
    for name in ("kit.css", "icons.svg", "kawung.svg"):
        ours, theirs = f"prakerja_courses/kit/{name}", f"prakerja_donate/kit/{name}"
        assert text_of(ours) == text_of(theirs)


def test_every_icon_has_its_place_in_the_sprite():
    places = {
        int(place) for place in re.findall(r"--pk-(?:i|subject): (\d+)", text_of(KIT))
    }
    glyphs = text_of("prakerja_courses/kit/icons.svg").count("<g")
    assert places == set(range(glyphs))


def test_the_motif_is_tiny():
    assert len(text_of("prakerja_courses/kit/kawung.svg")) < 1000


def weight(names):
    return sum(
        len(gzip.compress(as_shipped(name, text_of(name).encode()))) for name in names
    )


def test_the_heaviest_page_keeps_the_budget():
    """A lesson with a video of one's own, a transcript and a quiz, saving data."""
    parts = [
        "course",
        "video",
        "lesson",
        "quiz",
        "saving",
        "mine/mine",
        "offline/offline",
    ]
    lesson = [f"prakerja_courses/{name}.css" for name in parts]
    assert weight([*SITE, KIT, COURSES, *lesson]) <= 15 * 1024
    assert weight([*SITE, KIT, COURSES, DONATE]) <= 15 * 1024
    assert weight(SCRIPTS) <= 10 * 1024
