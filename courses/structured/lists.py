"""Ways up and lists of links, as search engines read them."""

from .values import known


def breadcrumb_list(crumbs, title, url, around):
    """The pages above and this one; nothing where none is above."""
    steps = [(crumb.title, around.absolute(crumb.url)) for crumb in crumbs]
    if not steps:
        return None
    items = enumerate([*steps, (title, url)], start=1)
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [item(*numbered) for numbered in items],
    }


def item(position, named):
    name, url = named
    return known({"@type": "ListItem", "position": position, "name": name, "item": url})


def item_list(links, *, total=None, first=1):
    """The (name, address) of what a page lists; ``first`` counts earlier pages in."""
    if not links:
        return None
    return known(
        {
            "@type": "ItemList",
            "numberOfItems": len(links) if total is None else total,
            "itemListElement": [
                entry(position, *link) for position, link in enumerate(links, first)
            ],
        }
    )


def entry(position, name, url):
    return known({"@type": "ListItem", "position": position, "name": name, "url": url})


def paged_list(page, links):
    """One of Django's pages of a list, with its place in the whole."""
    return item_list(links, total=page.paginator.count, first=page.start_index())
