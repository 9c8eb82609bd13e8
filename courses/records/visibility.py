"""Which pages the public has, decided without a query for each."""

from functools import cached_property
from urllib.parse import urlsplit

from wagtail.models import Page, Site

from ..models import CoursePage, Licence
from ..querysets import CourseQuerySet, closed_paths, readable
from .links import page_url, site_root


class Visibility:
    """What is closed, looked up once for all that is rendered together."""

    @cached_property
    def closed(self) -> set[str]:
        return closed_paths()

    @cached_property
    def site_names(self) -> dict[str, str]:
        return {site.root_url: site.site_name for site in Site.objects.all()}

    def site_name(self, url: str) -> str:
        """What its owners call the site of an address, or else its host's name."""
        root = site_root(url).rstrip("/")
        return self.site_names.get(root) or urlsplit(url).hostname or ""

    def is_public(self, page: Page) -> bool:
        """Published, behind no restriction, on a site and no alias of another."""
        return (
            page.live
            and page.alias_of_id is None
            and self.is_open(page.path)
            and page_url(page) is not None
        )

    def is_open(self, path: str) -> bool:
        return not any(path.startswith(closed) for closed in self.closed)

    def is_told(self, course: CoursePage) -> bool:
        """Public, and its rights are known."""
        return self.is_public(course) and rights_are_known(course)

    def courses_told(self) -> CourseQuerySet:
        """Those that are told wherever they stand on a site; without their text."""
        courses = readable(CoursePage.objects.order_by(), self.closed)
        known = courses.filter(alias_of=None, licence__isnull=False)
        known = known.exclude(licence__state=Licence.State.UNKNOWN)
        return known.exclude(rights_holder="").defer_streamfields()


def rights_are_known(course: CoursePage) -> bool:
    licence = course.licence
    known = licence is not None and licence.state != Licence.State.UNKNOWN
    return known and bool(course.rights_holder)
