"""Keep the still picture of a video where the rights of a course allow it."""

import io
import warnings

from django.core.files.images import ImageFile
from PIL import Image, UnidentifiedImageError
from wagtail.images import get_image_model
from wagtail.models import Collection

from .. import conf
from ..cards import rendition
from ..models import CoursePage, MediaItem
from ..rights import permits
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
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as picture:
                if not right_size(*picture.size):
                    return None
                drawn = io.BytesIO()
                picture.convert("RGB").save(drawn, "JPEG", quality=85)
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        OSError,
        SyntaxError,
        ValueError,
    ):
        return None
    return drawn.getvalue()


def right_size(width, height):
    return (
        width >= SMALLEST[0] and height >= SMALLEST[1] and width * height <= MOST_PIXELS
    )


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
