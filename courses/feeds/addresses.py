"""Which feed follows a list, for the list's own head."""

from django.http import QueryDict
from django.urls import NoReverseMatch, reverse

from ..models import CategoryPage, Contributor


def feed_of_courses(listing, place=None):
    """``place`` is the page or contributor whose courses these are."""
    query = unsorted(listing.filters.query)
    match place:
        case CategoryPage():
            query["category"] = place.slug
        case Contributor():
            query["contributor"] = place.slug
    return feed("course_feed", query)


def feed(name, query):
    """Nothing where the host left the feeds out."""
    try:
        path = reverse(f"prakerja_courses:{name}")
    except NoReverseMatch:
        return ""
    return f"{path}?{query.urlencode()}" if query else path


def unsorted(query):
    """A feed has an order of its own."""
    kept = QueryDict(query, mutable=True)
    kept.pop("sort", None)
    return kept
