"""Where courses from elsewhere go: a catalogue or a category, by slug or address."""

from django.utils.translation import gettext as _
from wagtail.models import Locale

from ...models import CatalogueIndexPage, CategoryPage

MOST_NAMED = 10


class NoPlace(Exception):
    """No page, or more than one, has that path."""


def find_place(path):
    """The one page of that slug or path; of translations, the site's own language."""
    slugs = path.strip("/")
    found = [
        page
        for model in (CatalogueIndexPage, CategoryPage)
        for page in model.objects.filter(alias_of=None).select_related("locale")
        if f"{page.url_path}".endswith(f"/{slugs}/")
    ]
    exact = [page for page in found if page.url_path == f"/{slugs}/"]
    found = own_language(exact or found)
    if len(found) == 1:
        return found[0]
    if found:
        paths = ", ".join(page.url_path for page in found)
        raise NoPlace(
            _("More than one page has the path “%(path)s”: %(paths)s.")
            % {"path": path, "paths": paths}
        )
    raise nowhere(path)


def nowhere(path):
    """Names the places there are: a path is misspelt more often than missing."""
    pages = CatalogueIndexPage.objects.filter(alias_of=None).order_by("path")
    slugs = ", ".join(pages.values_list("slug", flat=True)[:MOST_NAMED])
    return NoPlace(
        _(
            "There is no catalogue and no category at “%(path)s”. Name a catalogue "
            "(%(catalogues)s) or, behind a stroke, one of its categories."
        )
        % {"path": path, "catalogues": slugs or "–"}
    )


def own_language(found):
    if len({page.translation_key for page in found}) != 1:
        return found
    own = [page for page in found if page.locale == Locale.get_default()]
    return own or found
