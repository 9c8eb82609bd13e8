"""What the templates of the catalogue and its categories are given."""

from pyroaring import BitMap

from ..links import Links
from ..presenting import breadcrumbs
from .listings import listing
from .public import below, door_of, doors
from .snapshot import current


def catalogue_context(catalogue, request):
    ways_in, snapshot = doors(request, parent=catalogue), current()
    scope = BitMap.union(BitMap(), *(below(door, snapshot) for door in ways_in))
    return {
        "breadcrumbs": breadcrumbs(catalogue, Links.of(request)),
        "doors": ways_in,
        "listing": listing(scope, request, {door.path: door for door in ways_in}),
    }


def category_context(category, request):
    links = Links.of(request)
    known = {category.path: door_of(category, links)}
    return {
        "breadcrumbs": breadcrumbs(category, links),
        "listing": listing(below(category), request, known, without=["category"]),
    }
