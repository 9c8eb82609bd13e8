"""Whether a video or a source is already in the catalogue, or on its way there."""

from dataclasses import dataclass

from django.db.models import Q
from wagtail.models import Page

from ..addresses import address_key
from ..media.providers import recognise
from ..models import CoursePage, MediaUse, Submission

CLOSED = (Submission.State.REFUSED, Submission.State.WITHDRAWN)


@dataclass(frozen=True)
class Use:
    """A course that uses an address; a draft stays nameless to strangers."""

    title: str = ""
    url: str = ""

    @property
    def public(self):
        return bool(self.url)


def uses_of(addresses, links, *, besides=None):
    """What strangers may know of the courses that use one of ``addresses``."""
    courses = courses_with(addresses).exclude(pk=besides and besides.pk)
    public = {page.pk for page in courses.for_public().only("pk")}
    found = [
        Use(page.title, links.page(page) or "") if page.pk in public else Use()
        for page in courses.only("title", "url_path")[:20]
    ]
    return list(dict.fromkeys(sorted(found, key=lambda use: not use.public)))


def courses_with(addresses):
    """Courses, drafts too, that show a video or name a source of ``addresses``."""
    videos = [video for video in map(recognise, addresses) if video]
    sources = {*addresses, *(video.url for video in videos)}
    matches = Q(source_url__in=sources)
    matches |= Q(import_key__in=[address_key(address) for address in addresses])
    matches |= Q(path__in=paths_showing(videos))
    return CoursePage.objects.filter(matches).exclude(submission__state__in=CLOSED)


def paths_showing(videos):
    """Paths of the pages that show one of the videos, and of the pages above them."""
    if not videos:
        return []
    wanted = Q()
    for video in videos:
        wanted |= Q(
            item__provider=video.provider,
            item__kind=video.kind,
            item__video_id=video.id,
        )
    paths = MediaUse.objects.filter(wanted).values_list("page__path", flat=True)
    return [part for path in paths for part in (path, path[: -Page.steplen])]
