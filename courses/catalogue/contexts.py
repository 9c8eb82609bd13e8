"""What the templates of the catalogue and its categories are given."""

from pyroaring import BitMap

from ..links import Links
from ..showing.presenting import breadcrumbs
from .listings import listing
from .public import below, door_of, doors


def catalogue_context(catalogue, request):
    ways_in = doors(request, parent=catalogue)
    scope = BitMap.union(BitMap(), *(below(door, request) for door in ways_in))
    return {
        "breadcrumbs": breadcrumbs(catalogue, Links.of(request)),
        "doors": ways_in,
        "listing": listing(scope, request, {door.path: door for door in ways_in}),
    }


def category_context(category, request):
    links = Links.of(request)
    known = {category.path: door_of(category, links)}
    scope = below(category, request)
    return {
        "breadcrumbs": breadcrumbs(category, links),
        "listing": listing(scope, request, known, without=["category"]),
    }
