import pytest
from django.utils import translation
from wagtail_factories import ImageFactory

from courses.showing.sizes import MEGABYTE, picture_size, rough_size


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "1 KB"),
        (200, "1 KB"),
        (120 * 1024, "120 KB"),
        (1.25 * MEGABYTE, "1,2 MB"),
        (45 * MEGABYTE, "45 MB"),
        (1500 * MEGABYTE, "1500 MB"),
    ],
)
def test_a_size_is_as_exact_as_anybody_needs(size, text):
    with translation.override("id"):
        assert rough_size(size) == text


@pytest.mark.django_db
def test_a_picture_is_as_large_as_its_file():
    made = ImageFactory().get_rendition("width-100|format-webp")
    assert picture_size(made.url, made.width, made.height) == made.file.size


def test_a_picture_far_away_is_guessed_by_its_pixels():
    url = "https://bucket.example/images/a.webp"
    assert picture_size(url, 480, 270) == 10_368
