"""What this visitor's lists are made of: public courses, classes and categories."""

from types import SimpleNamespace

from wagtail.models import Locale

from ..links import Links
from ..models import CategoryPage, CoursePage, LiveSession
from ..querysets import closed_paths, readable
from ..showing.cards import Door, as_doors
from .snapshot import current


def public(pages, request):
    """Published and behind no view restriction, which are read once per request."""
    visitor = request if request is not None else SimpleNamespace()
    if not hasattr(visitor, "_prakerja_closed"):
        visitor._prakerja_closed = closed_paths()
    return readable(pages, visitor._prakerja_closed)


def public_courses(request):
    """Of the tree this visitor reads, where the site has one for each language."""
    return Links.of(request).own(public(CoursePage.objects.all(), request))


def catalogue_of(request):
    """The catalogue in memory, the same for all that one request shows."""
    if request is None:
        return current()
    if not hasattr(request, "_prakerja_catalogue"):
        request._prakerja_catalogue = current()
    return request._prakerja_catalogue


def scope_of(request):
    """The ids of ``public_courses``, from memory."""
    tree = Links.of(request).tree
    if tree is None:
        return catalogue_of(request).all()
    locale = Locale.objects.get(language_code=tree.language_code)
    return catalogue_of(request).under(f"locale:{locale.pk}")


def public_sessions(request):
    """Classes of courses in any language that anybody may read.

    Where the visitor's language has pages of its own, each names the translation of
    its course, if there is one.
    """
    courses = public(CoursePage.objects.all(), request)
    sessions = LiveSession.objects.for_public(courses)
    if Links.of(request).tree is None:
        return sessions
    return sessions.naming(public_courses(request))


def below(category, request):
    """The ids of the public courses of a category, a page or a door."""
    return catalogue_of(request).under(f"category:{category.path}")


def door_of(category, links):
    return Door(category.title, links.page(category), category.colour, category.path)


def doors(request, parent=None):
    """Categories with their number of public courses, in the editors' order."""
    links = Links.of(request)
    categories = links.own(public(CategoryPage.objects.order_by("path"), request))
    if parent is not None:
        categories = categories.child_of(parent)
    found = as_doors(categories, links)
    return [door.counted(len(below(door, request))) for door in found]
