"""A picture comes in as what is seen; what is written into its file stays out."""

import io

import pytest
from PIL import Image

from courses.showing.pictures import Damaged, TooManyPixels, picture_draw, picture_open

NORTH, SECRET = 1, b"Jalan Melati 7"
KINDS = ["JPEG", "PNG", "WEBP"]


def photo(kind="JPEG", size=(80, 60), turned=1, **more):
    """As a phone writes it: red in its upper left quarter, with the place."""
    picture = Image.new("RGB", size, "teal")
    picture.paste("red", (0, 0, size[0] // 2, size[1] // 2))
    facts = picture.getexif()
    facts[0x0112], facts[0x010F] = turned, SECRET.decode()
    facts.get_ifd(0x8825)[NORTH] = "S"
    content = io.BytesIO()
    picture.save(content, kind, exif=facts, **more)
    return content.getvalue()


def drawn(content, kind, most_pixels=10_000):
    limits = {"formats": [kind], "most_pixels": most_pixels}
    with picture_open(io.BytesIO(content), **limits) as picture:
        return picture_draw(picture, kind)


def seen(content):
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("kind", KINDS)
def test_the_place_and_all_else_that_was_written_stays_out(kind):
    content = photo(kind, xmp=SECRET, comment=SECRET)
    assert SECRET in content
    assert SECRET not in drawn(content, kind)
    assert not seen(drawn(content, kind)).getexif().get_ifd(0x8825)


@pytest.mark.parametrize("kind", KINDS)
def test_a_photo_taken_sideways_stands_upright(kind):
    picture = seen(drawn(photo(kind, turned=6), kind))
    assert (picture.format, picture.size) == (kind, (60, 80))
    red, _green, blue = picture.convert("RGB").getpixel((50, 10))
    assert red > 200 > blue


@pytest.mark.parametrize("kind", KINDS)
def test_its_colours_stay_true(kind):
    profile = b"a profile of colours" * 10
    content = photo(kind, icc_profile=profile)
    assert seen(drawn(content, kind)).info["icc_profile"] == profile


def test_what_can_be_seen_through_stays_so():
    content = io.BytesIO()
    Image.new("P", (9, 9)).save(content, "PNG", transparency=0)
    assert (
        seen(drawn(content.getvalue(), "PNG")).convert("RGBA").getpixel((1, 1))[3] == 0
    )


def test_of_moving_pictures_the_first_is_kept():
    content = io.BytesIO()
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "teal")]
    frames[0].save(
        content, "GIF", save_all=True, append_images=frames[1:], comment=SECRET
    )
    still = drawn(content.getvalue(), "GIF")
    assert seen(still).n_frames == 1
    assert SECRET not in still


def test_what_no_screen_can_show_is_made_smaller():
    content = photo(size=(6000, 300))
    assert seen(drawn(content, "JPEG", 2_000_000)).size == (4096, 205)


def test_a_photo_that_breaks_off_is_damaged():
    with pytest.raises(Damaged):
        drawn(photo()[:-200], "JPEG")


def test_another_kind_than_expected_is_damaged():
    with pytest.raises(Damaged):
        drawn(photo("PNG"), "JPEG")


def test_too_many_pixels_are_never_drawn():
    with pytest.raises(TooManyPixels):
        drawn(photo(), "JPEG", most_pixels=80 * 60 - 1)
