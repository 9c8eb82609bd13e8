"""What search engines are told to read."""

from collections import defaultdict
from functools import reduce
from operator import or_
from urllib.parse import urljoin

from django.db.models import Q
from django.utils.functional import cached_property
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page, get_page_models

from courses.links import Links
from courses.querysets import reachable, translated

from .languages import framed


class PublicSitemap(Sitemap):
    """Wagtail's, over the pages of every language, each with its translations.

    Left out are pages that would refuse whoever follows them and aliases, which only
    repeat another page.
    """

    def items(self):
        pages = Page.objects.live().public().filter(self.below_homes(), alias_of=None)
        return reachable(pages.order_by("path").defer_streamfields().specific())

    @cached_property
    def homes(self):
        key = self.get_wagtail_site().root_page.translation_key
        rows = translated(translation_key=key).select_related("locale")
        return {home.locale.language_code: home for home in rows}

    def below_homes(self):
        below = [Q(path__startswith=home.path) for home in self.homes.values()]
        return reduce(or_, below, Q(pk__in=[]))

    def _urls(self, page, protocol, domain):
        urls, known = super()._urls(page, protocol, domain), self.versions()
        for url in urls:
            url["alternates"] = known.get(url["location"], [])
        return urls

    def versions(self):
        """Addresses of a page by language, found by each of them; none for a loner."""
        root, known = self.get_wagtail_site().root_url, {}
        for paths in [*self.translations(), *self.framed_pages()]:
            urls = [(code, urljoin(root, path)) for code, path in paths.items()]
            listed = [{"lang_code": code, "location": url} for code, url in urls]
            if len(listed) > 1:
                known |= {url: listed for _code, url in urls}
        return known

    def translations(self):
        homes = self.homes
        if len(homes) < 2:
            return []
        links, paths = Links.of(self.request), defaultdict(dict)
        main = self.get_wagtail_site().root_page.locale_id
        others = Page.objects.live().exclude(locale=main).order_by()
        rows = translated(translation_key__in=others.values("translation_key"))
        rows = rows.filter(self.below_homes())
        columns = ("translation_key", "locale__language_code", "url_path")
        for key, language, path in rows.values_list(*columns):
            paths[key][language] = links.path(path, language)
        return paths.values()

    def framed_pages(self):
        """Pages whose words the interface translates, in languages without pages."""
        models = [m for m in get_page_models() if hasattr(m, "translated_by_interface")]
        links, homes = Links.of(self.request), self.homes
        pages = Page.objects.type(*models).filter(self.below_homes()).specific()
        for page in pages if len(homes) == 1 else []:
            own = {language: links.path(page.url_path, language) for language in homes}
            yield own | framed(links, page, homes)
