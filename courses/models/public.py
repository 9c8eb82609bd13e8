"""How a page of the catalogue is found and what lies above it."""

from django.db import models
from django.http import Http404
from wagtail.models import Page, PageViewRestriction

from .reports import latest_fix


class PublicPage(models.Model):
    """A page that looks up its place once for restrictions and breadcrumbs."""

    class Meta:
        abstract = True

    @property
    def place(self):
        """The rows from the home page down to this page, as dictionaries.

        Wagtail's root above them has no address and cannot be restricted.
        """
        return [row for row in self.family if self.path.startswith(row["path"])]

    @property
    def family(self):
        """The rows of ``place`` and of the published lessons of the course here."""
        known = self.__dict__.setdefault("_families", {})
        if self.path not in known:
            known[self.path] = family_of(self.path, self.course_path)
        return known[self.path]

    @property
    def course_path(self):
        """The path of the course that this page is or belongs to, None elsewhere."""
        return None

    def serve(self, request, *args, **kwargs):
        """A page is public only while all above it is: a lesson while its course is."""
        if not all(row["live"] for row in self.place):
            raise Http404
        return super().serve(request, *args, **kwargs)

    def get_workflow(self):
        """Leave out a workflow with every task off: it would publish unread."""
        workflow = super().get_workflow()
        if workflow and workflow.tasks.filter(active=True).exists():
            return workflow
        return None

    def get_view_restrictions(self):
        """As Wagtail's, without a further query where nothing is restricted."""
        if any(row["alias_of_id"] or row["restriction"] for row in self.place):
            return super().get_view_restrictions()
        return PageViewRestriction.objects.none()


def family_of(path, course_path=None):
    """Read a page's place in the tree and its course's lessons in one query."""
    step = Page.steplen
    ends = range(2 * step, len(path) + step, step)
    wanted = models.Q(path__in=[path[:end] for end in ends])
    if course_path:
        below = Page._get_children_path_interval(course_path)
        wanted |= models.Q(path__range=below, live=True)
    rows = (
        Page.objects.order_by()
        .filter(wanted)
        .values(
            "pk",
            "path",
            "title",
            "url_path",
            "alias_of_id",
            "live",
            restriction=models.F("view_restrictions"),
            colour=models.F("categorypage__colour"),
            lesson=models.F("lessonpage__uid"),
            minutes=models.F("lessonpage__duration_minutes"),
            published=models.F("last_published_at"),
            fixed_at=latest_fix(),
            published_at=models.F("last_published_at"),
            taken_over=models.F("mirrored"),
        )
    )
    once = {row["path"]: row for row in rows}  # with two restrictions it comes twice
    return [once[path] for path in sorted(once)]


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
    page = next(iter(pages.order_by()[:1]), None)
    return page and page.specific.route(request, [])
