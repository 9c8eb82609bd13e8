"""Search over everything the public may read, and titles while somebody types."""

from django.http import JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.catalogue import found, public_courses, scope_of
from courses.links import Links
from courses.searching.spelling import corrected
from courses.searching.suggesting import suggestions
from courses.searching.words import cleaned

from .hits import hits
from .misses import miss_count
from .promotions import promoted
from .texts import text_pages


@require_safe
def search(request):
    query = cleaned(request.GET.get("q", ""))
    links = Links.of(request)
    listing = found(query, request)
    asked, listing = spelt(query, listing, request)
    first = listing.page.number == 1
    texts = text_pages(query, links, generation(request)) if first else []
    promotions = promoted(query, links) if first else []
    silent = asked != query or not (listing.total or listing.filters.active)
    if silent and not (texts or promotions):
        miss_count(request, query)
    context = {
        "query": query,
        "asked": asked,
        "listing": listing,
        "hits": hits(listing, asked, request),
        "texts": texts,
        "promotions": promotions,
    }
    response = render(request, "search/search.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def generation(request):
    """The number under which the site keeps its public answers, if it keeps any."""
    return getattr(request, "public_generation", None)


def spelt(query, listing, request):
    """The words that are answered: where nothing fits those typed, their nearest."""
    if listing.total or listing.filters.active or "persis" in request.GET:
        return query, listing
    other = corrected(query)
    instead = found(other, request) if other else None
    return (other, instead) if instead and instead.total else (query, listing)


@require_safe
def suggest(request):
    typed = cleaned(request.GET.get("q", ""))
    titles = suggestions(typed, public_courses(request), scope_of(request))
    response = JsonResponse({"titles": titles})
    response.headers["X-Robots-Tag"] = "noindex"
    return response
