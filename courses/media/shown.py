"""What a page tells about its videos: whether they play, a poster, what else there is.

A page with videos costs one query more, one with posters two; where a video is gone,
what to see instead is looked up as well.
"""

from dataclasses import dataclass

from wagtail.images import get_image_model

from ..models import MediaItem
from ..showing.cards import Card
from ..showing.related import related_courses
from .posters import POSTER
from .uses import bad_media, videos_of

State = MediaItem.State


@dataclass(frozen=True)
class Shown:
    """What is known of one video."""

    state: str
    poster: str = ""  # address of a copy on this site
    related: tuple[Card, ...] = ()  # with the first video of a page that is gone

    @property
    def gone(self):
        return self.state == State.GONE

    @property
    def elsewhere(self):
        """Whether its owner shows it at its source only."""
        return self.state == State.NO_EMBEDDING

    @property
    def bad(self):
        return self.gone or self.elsewhere


def media_shown(page, course, allowed, links):
    """Return what is known of the videos on a course or lesson page, by their key."""
    videos = videos_of(page) if allowed.show else {}
    if not videos:
        return {}
    items = {item.video.key: item for item in MediaItem.objects.showing(videos)}
    gone = [video.key for video in videos if is_gone(items.get(video.key))]
    related = (
        tuple(each.card for each in related_courses(course, links)) if gone else ()
    )
    posters = poster_files(items.values()) if allowed.poster else {}
    return {
        key: Shown(
            state=item.state,
            poster=poster_url(posters.get(item.poster_id)),
            related=related if key in gone[:1] else (),
        )
        for key, item in items.items()
    }


def media_on_text_page(page):
    """The same for a page that is no course: whether they play, looked up once."""
    if not hasattr(page, "_media_shown"):
        page._media_shown = {
            key: Shown(item.state) for key, item in bad_media(page).items()
        }
    return page._media_shown


def is_gone(item):
    return item is not None and item.state == State.GONE


def poster_files(items):
    """The files of these videos' posters by image; no query where there is none."""
    images = [item.poster_id for item in items if item.poster_id]
    if not images:
        return {}
    made = get_image_model().get_rendition_model().objects
    rows = made.filter(image__in=images, filter_spec=POSTER)
    return dict(rows.values_list("image_id", "file"))


def poster_url(name):
    made = get_image_model().get_rendition_model()
    return made._meta.get_field("file").storage.url(name) if name else ""
