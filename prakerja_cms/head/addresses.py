"""The one address of a page, and whether search engines should keep it."""

from django.http import QueryDict

PAGED = ("page_of_contributors", "page_of_past")


def canonical_query(context):
    """What of the query makes this another page: filters, and the page's number.

    A view with parameters of its own says so in ``canonical_query``.
    """
    if "canonical_query" in context:
        return context["canonical_query"]
    query = filters_of(context)
    in_order = not query.pop("sort", None)
    page = page_of(context)
    if page is not None and page.number > 1 and in_order:
        query["page"] = page.number
    return query.urlencode()


def filters_of(context):
    listing = context.get("listing")
    filters = listing.filters if listing else context.get("filters")
    return QueryDict(getattr(filters, "query", ""), mutable=True)


def page_of(context):
    if listing := context.get("listing"):
        return listing.page
    return next((context[name] for name in PAGED if name in context), None)


def canonical_path(context):
    """Nothing for an error page, which stands for no page at all."""
    if "exception" in context:
        return ""
    foreign = context.get("foreign")
    path = (foreign and foreign.original) or context["request"].path
    query = canonical_query(context)
    return f"{path}?{query}" if query else path


def is_thin(context):
    """A list of nothing, or one of the thousand mixtures of filters."""
    listing = context.get("listing")
    if listing is None:
        return False
    filters = filters_of(context)
    filters.pop("sort", None)
    return not listing.total or bool(listing.filters.unknown) or several(filters)


def several(filters):
    return sum(len(values) for _name, values in filters.lists()) > 1
