"""Images at sizes that suit screens, loaded together."""

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urljoin

from wagtail.images import get_image_model

from ..media.documents import in_open_collections
from .files import Facts, no_facts

# Never the original: photographs carry where and when they were taken.
FILTER = "max-1200x1200"
SMALLER = ("max-400x400", "max-800x800")
Pictures = dict[int, list[Any]]

logger = logging.getLogger(__name__)


def pictures(image_ids: Iterable[int | None], *specs: str) -> Pictures:
    """Renditions by the id of their image, the largest last; in one query once made."""
    wanted = {pk for pk in image_ids if pk}
    if not wanted:
        return {}
    specs = specs or (*SMALLER, FILTER)
    model = get_image_model()
    open_images = in_open_collections(model.objects.filter(pk__in=wanted))
    made = model.get_rendition_model().objects.filter(
        filter_spec__in=specs, focal_point_key="", image__in=open_images
    )
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for one in made.select_related("image"):
        found[one.image_id][one.filter_spec] = one
    missing = {pk for pk in wanted if len(found[pk]) < len(specs)}
    for image in open_images.filter(pk__in=missing) if missing else ():
        found[image.pk] |= make(image, specs)
    return {
        pk: [by_spec[spec] for spec in specs if spec in by_spec]
        for pk, by_spec in found.items()
        if FILTER in by_spec
    }


def make(image: Any, specs: Iterable[str]) -> dict[str, Any]:
    """Those that can be made: a file that is gone or broken says nothing."""
    try:
        return {spec: image.get_rendition(spec) for spec in specs}
    except Exception:
        logger.warning("Image %s cannot be drawn", image.pk, exc_info=True)
        return {}


def picture_data(
    renditions: list[Any], root: str, files: Mapping[str, Facts]
) -> dict[str, Any]:
    drawn = [rendition_data(one, root, files) for one in renditions]
    return {**drawn[-1], "renditions": drawn[:-1]}


def rendition_data(
    rendition: Any, root: str, files: Mapping[str, Facts]
) -> dict[str, Any]:
    return {
        "url": urljoin(root, rendition.url),
        "width": rendition.width,
        "height": rendition.height,
        **files.get(rendition.file.name, no_facts()),
    }
