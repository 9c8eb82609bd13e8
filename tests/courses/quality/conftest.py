import pytest
from wagtail_factories import ImageFactory

from .courses import SoundCourseFactory


@pytest.fixture
def image(home):
    return ImageFactory(title="Timbangan")


@pytest.fixture
def course(category):
    """A public course with nothing to mend."""
    return SoundCourseFactory(parent=category)
