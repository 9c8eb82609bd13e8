"""The editors' guide names what is on the screen, and shows it."""

import re
from pathlib import Path

import pytest
import wagtail
from django.conf import settings

from tests.screenshots.scenes import SCENES

pytestmark = pytest.mark.nodatabase

REPOSITORY = Path(__file__).resolve().parents[1]
PICTURES = REPOSITORY / "docs" / "images" / "guide"
GUIDES = [
    REPOSITORY / "docs" / "how-to" / name
    for name in ("panduan-editor.md", "editors-guide.md")
]
LARGEST = 120_000
by_guide = pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)


@pytest.fixture(scope="module")
def words():
    """Every text of the catalogues, with a zero on either side."""
    wagtails = Path(wagtail.__file__).parent
    places = [Path(place) for place in settings.LOCALE_PATHS]
    places += [REPOSITORY / app / "locale" for app in ("courses", "search")]
    compiled = [
        *(place / "id" / "LC_MESSAGES" / "django.mo" for place in places),
        *wagtails.glob("**/locale/id_ID/LC_MESSAGES/django.mo"),
    ]
    english = wagtails.glob("**/locale/en/LC_MESSAGES/django.po")
    texts = [path.read_bytes() for path in compiled]
    texts += [path.read_bytes().replace(b'"', b"\0") for path in english]
    return b"\0".join(texts)


def is_known(name, words):
    """Whether a text says so: labels begin small there, and may end with a name."""
    spellings = [name, name[0].lower() + name[1:]]
    starts = [name[: space.end()] for space in re.finditer(" ", name)]
    return any(b"\0" + each.encode() + b"\0" in words for each in spellings) or any(
        b"\0" + start.encode() + b"%(" in words for start in starts
    )


@by_guide
def test_every_name_in_bold_is_on_some_screen(guide, words):
    names = re.findall(r"\*\*([^*]+)\*\*", guide.read_text())
    assert len(names) > 80
    unknown = {name for name in names if not is_known(name, words)}
    assert unknown == set()


@by_guide
def test_every_picture_stands_in_the_guide_in_the_order_of_the_scenes(guide):
    shown = re.findall(r"\.\./images/guide/([\w-]+)\.png", guide.read_text())
    assert set(shown) == set(SCENES)
    assert len(shown) == len(SCENES)


def test_every_picture_has_a_scene_and_is_light():
    sizes = {path.stem: path.stat().st_size for path in PICTURES.glob("*.png")}
    assert set(sizes) == set(SCENES)
    assert max(sizes.values()) <= LARGEST
