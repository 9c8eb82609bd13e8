"""Courses with nothing to mend, and parts of texts to spoil them with."""

import factory
from django.utils import timezone
from wagtail_factories import ImageFactory

from courses.models import Licence, MediaItem, MediaUse

from ..factories import CourseFactory, CreditFactory

VIDEO = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"
TRANSCRIPT = "<p>Selamat datang di warung.</p>"


class SoundCourseFactory(CourseFactory):
    cover = factory.LazyFunction(ImageFactory)
    verified_on = factory.LazyFunction(timezone.localdate)

    class Meta:
        skip_postgeneration_save = True

    @factory.post_generation
    def credited(page, create, extracted, **options):
        """To somebody, unless a test says ``credited=False``."""
        if extracted is not False:
            CreditFactory(page=page)


def figure(image, **described):
    return ("image", {"image": {"image": image, **described}, "caption": ""})


def video(transcript=TRANSCRIPT):
    return ("video", {"url": VIDEO, "title": "Warung", "transcript": transcript})


def text(html):
    return ("text", html)


def page_link(page):
    return text(f'<p><a linktype="page" id="{page}">Bab lain</a></p>')


def document_link(document):
    return text(f'<p><a id="{document}" linktype="document">Lembar kerja</a></p>')


def watched(page, state):
    """Say what the watch found about the one video of a page."""
    item = MediaItem.objects.create(
        provider="youtube", kind="video", video_id="aqz-KE-bpKQ", state=state
    )
    MediaUse.objects.create(item=item, page=page.page_ptr)
    return page


def forget_licence(code="cc-by-4.0"):
    """A licence that courses are published under turns out to be unknown."""
    Licence.objects.filter(code=code).update(state="unknown")
