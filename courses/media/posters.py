"""Keep the still picture of a video where the rights of a course allow it."""

import io

from django.core.files.images import ImageFile
from wagtail.images import get_image_model
from wagtail.models import Collection

from .. import conf
from ..models import CoursePage, MediaItem
from ..rights import permits
from ..showing.cards import rendition
from ..showing.pictures import PictureError, picture_draw, picture_open
from .fetching import FetchError, fetch

COLLECTION = "Poster"
MOST_BYTES = 3 * 1024 * 1024
MOST_PIXELS = 4096 * 4096
SMALLEST = (200, 110)
FORMATS = ("JPEG", "PNG", "WEBP")
POSTER = "fill-480x270|format-webp"


def poster_tend(*, item, url):
    """Fetch the poster of a video or, when rights have changed, give it up."""
    if not poster_allowed(item):
        poster_drop(item)
    elif url and item.poster_id is None and (picture := fetch_picture(item, url)):
        poster_keep(item, picture)


def poster_allowed(item):
    """Whether a course that shows the video allows copies of it."""
    courses = courses_showing(item).select_related("licence")
    return any(permits(course).poster for course in courses)


def courses_showing(item):
    """The courses that a video's pages are or belong to."""
    step = CoursePage.steplen
    paths = set(item.pages.values_list("path", flat=True))
    return CoursePage.objects.filter(path__in=paths | {path[:-step] for path in paths})


def fetch_picture(item, url):
    """Return the picture as JPEG, or None if it is no picture or not from there."""
    hosts = conf.get("MEDIA_POSTER_HOSTS").get(item.provider, ())
    try:
        answer = fetch(url, hosts=set(hosts), most_bytes=MOST_BYTES)
    except FetchError:
        return None
    return as_jpeg(answer.body) if answer.status == 200 else None


def as_jpeg(content):
    """Draw the picture anew: nothing but its pixels comes in."""
    limits = {"formats": FORMATS, "most_pixels": MOST_PIXELS}
    try:
        with picture_open(io.BytesIO(content), **limits) as picture:
            if picture.width < SMALLEST[0] or picture.height < SMALLEST[1]:
                return None
            flat = picture.convert("RGB")
            flat.info.clear()
            return picture_draw(flat, "JPEG")
    except PictureError:
        return None


def poster_keep(item, picture):
    name = f"poster-{item.provider}-{item.video_id}.jpg"
    item.poster = get_image_model().objects.create(
        title=item.title or name,
        file=ImageFile(io.BytesIO(picture), name=name),
        collection=poster_collection(),
    )
    rendition(item.poster, POSTER)
    item.save(update_fields=["poster"])


def poster_drop(item):
    """Delete a poster unless an editor uses it elsewhere."""
    poster = item.poster
    if poster is None:
        return
    item.poster = None
    item.save(update_fields=["poster"])
    if not MediaItem.objects.filter(poster=poster).exists() and not poster.get_usage():
        poster.delete()


def poster_collection():
    root = Collection.get_first_root_node()
    found = root.get_children().filter(name=COLLECTION).first()
    return found or root.add_child(name=COLLECTION)
