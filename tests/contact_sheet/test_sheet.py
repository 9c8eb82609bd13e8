"""The sheet in the documentation shows every kind of page, and stays light."""

from pathlib import Path

import pytest
from PIL import Image

from tests.servers import REPOSITORY

from .pages import PAGES
from .screens import LOOKS, SCREENS
from .sheet import HEIGHT, WIDTHS, sheet, size

pytestmark = pytest.mark.nodatabase
SHEETS = REPOSITORY / "docs" / "images" / "contact-sheet"
LARGEST = 1_500_000


def blank():
    return [Image.new("RGB", (width, HEIGHT), "white") for width in WIDTHS]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_sheet_in_the_documentation_shows_all_pages(theme):
    path = SHEETS / f"{theme}.webp"
    assert path.stat().st_size <= LARGEST
    assert Image.open(path).size == size(len(PAGES))


def test_the_sheet_of_the_treasurer_shows_all_screens():
    path = SHEETS / "treasurer.webp"
    assert path.stat().st_size <= LARGEST
    widths = [width for width, _theme in LOOKS]
    assert Image.open(path).size == size(len(SCREENS), widths)


def test_the_documentation_names_every_page():
    text = Path(REPOSITORY / "docs" / "reference" / "pages.md").read_text()
    named = [*PAGES, *SCREENS]
    assert [name for name in named if f"| {name} |" not in text] == []


def test_two_themes_stand_on_different_grounds():
    light, dark = (sheet({"Home": blank()}, theme) for theme in ("light", "dark"))
    assert light.getpixel((0, 0)) != dark.getpixel((0, 0))
