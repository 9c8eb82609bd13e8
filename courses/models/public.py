"""How a page of the catalogue is found and what lies above it."""

from django.db import models
from wagtail.models import Page, PageViewRestriction


class PublicPage(models.Model):
    """A page that looks up its place once for restrictions and breadcrumbs."""

    class Meta:
        abstract = True

    @property
    def place(self):
        """The rows from the home page down to this page, as dictionaries.

        Wagtail's root above them has no address and cannot be restricted.
        """
        known = self.__dict__.setdefault("_places", {})
        if self.path not in known:
            known[self.path] = place_of(self.path)
        return known[self.path]

    def get_view_restrictions(self):
        """As Wagtail's, without a further query where nothing is restricted."""
        if any(row["alias_of_id"] or row["restriction"] for row in self.place):
            return super().get_view_restrictions()
        return PageViewRestriction.objects.none()


def place_of(path):
    step = Page.steplen
    paths = [path[:end] for end in range(2 * step, len(path) + step, step)]
    rows = Page.objects.filter(path__in=paths).order_by("path")
    return list(
        rows.values(
            "path",
            "title",
            "url_path",
            "alias_of_id",
            restriction=models.F("view_restrictions"),
            colour=models.F("categorypage__colour"),
        )
    )


def route_directly(root, request, path_components, models):
    """Route to a page below ``root`` in one query instead of two for each level.

    ``models`` names the page type of each level. Returns None where nothing is
    found: Wagtail's own way down then decides.
    """
    if not 0 < len(path_components) <= len(models):
        return None
    model = models[len(path_components) - 1]
    url_path = f"{root.url_path}{'/'.join(path_components)}/"
    pages = model.objects.filter(slug=path_components[-1], url_path=url_path)
    if shown_with := getattr(model, "shown_with", None):
        pages = pages.select_related(*shown_with)
    page = pages.first()
    return page and page.specific.route(request, [])
