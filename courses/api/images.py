"""Images at one size that suits a screen, loaded together."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin

from wagtail.images import get_image_model
from wagtail.images.models import SourceImageIOError

# Never the original: photographs carry where and when they were taken.
FILTER = "max-1200x1200"


def pictures(image_ids: Iterable[int | None]) -> dict[int, Any]:
    """Renditions by the id of their image, in one query once they have been made."""
    wanted = {pk for pk in image_ids if pk}
    if not wanted:
        return {}
    model = get_image_model()
    made = model.get_rendition_model().objects.filter(
        filter_spec=FILTER, focal_point_key="", image_id__in=wanted
    )
    found = {one.image_id: one for one in made.select_related("image")}
    if missing := wanted - set(found):
        found |= _make(model.objects.filter(pk__in=missing))
    return found


def _make(images: Iterable[Any]) -> dict[int, Any]:
    made = {}
    for image in images:
        try:
            made[image.pk] = image.get_rendition(FILTER)
        except SourceImageIOError:  # its file is gone: say nothing of it
            continue
    return made


def picture_data(rendition: Any, root: str) -> dict[str, Any]:
    return {
        "url": urljoin(root, rendition.url),
        "width": rendition.width,
        "height": rendition.height,
    }
