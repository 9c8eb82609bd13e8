"""What search engines are told to read."""

from wagtail.contrib.sitemaps import Sitemap

from courses.querysets import reachable


class PublicSitemap(Sitemap):
    """Wagtail's, without pages that would refuse whoever follows it."""

    def items(self):
        return reachable(super().items())
