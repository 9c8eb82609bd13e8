"""The site around a page: absolute addresses, and who offers what is on it."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import NoReverseMatch

from ..links import Links


@dataclass(frozen=True)
class Surroundings:
    """What every serializer asks of the request and the template around it."""

    request: object
    links: Links
    site_name: str

    @classmethod
    def of(cls, context):
        """``site_name`` is the template's where it has one, else Wagtail's."""
        request = context["request"]
        links = Links.of(request)
        given = context.get("site_name") or (links.site and links.site.site_name)
        name = given or getattr(settings, "WAGTAIL_SITE_NAME", request.get_host())
        return cls(request, links, str(name))

    def absolute(self, path):
        return self.request.build_absolute_uri(path) if path else None

    def page(self, page):
        return self.absolute(self.links.page(page))

    def view(self, thing):
        """The page of a row beside the tree, unless the host left that view out."""
        try:
            return self.absolute(thing.get_absolute_url())
        except NoReverseMatch:
            return None

    @property
    def home(self):
        """Where the site begins in its first language: its identity for machines."""
        return self.absolute(self.links.prefix(settings.LANGUAGE_CODE) or "/")

    def organisation(self):
        """Who runs the site; told in full on the home page under the same id."""
        return {
            "@type": "Organization",
            "@id": f"{self.home}#organization",
            "name": self.site_name,
            "url": self.home,
        }
