"""What search engines are told to read: pages, live classes, contributors, views."""

from collections import defaultdict
from functools import reduce
from operator import or_
from urllib.parse import urljoin

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.sitemaps import views
from django.db.models import Max, Q
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page, get_page_models

from courses.catalogue import public_courses, public_sessions
from courses.freshness import latest, latest_below
from courses.links import Links
from courses.models import Contributor
from courses.querysets import reachable, translated
from donate.ledger.books import active_book
from donate.ledger.publishing import published_months
from donate.models import TransparencyPage

from .languages import framed, same_path

MOST = 1000  # addresses in one file: a fifth of a second, not minutes
COLUMNS = (
    "pk",
    "url_path",
    "numchild",
    "content_type_id",
    "translation_key",
    "last_published_at",
    "latest_revision_created_at",
    "locale__language_code",
)


class SiteSitemap(Sitemap):
    """One kind of address, as plain rows: no page or model is made for a line."""

    limit = MOST

    def _urls(self, page, protocol, domain):
        rows = list(self.paginator.page(page).object_list)
        return [self.line(*entry) for entry in self.entries(rows)]

    def entries(self, rows):
        """The path, the last change and the languages (paths by code) of each row."""
        raise NotImplementedError

    def line(self, path, lastmod, languages):
        return {
            "location": self.absolute(path),
            "lastmod": lastmod,
            "alternates": self.alternates_of(languages),
        }

    def alternates_of(self, languages):
        """None for a page that can be read in one language only."""
        if len(languages) < 2:
            return []
        main = languages.get(settings.LANGUAGE_CODE)
        coded = [*languages.items(), *([("x-default", main)] if main else [])]
        return [
            {"lang_code": code, "location": self.absolute(path)} for code, path in coded
        ]

    def absolute(self, path):
        return urljoin(self.root_url, path)

    @cached_property
    def root_url(self):
        return self.get_wagtail_site().root_url

    @cached_property
    def links(self):
        return Links.of(self.request)

    def get_latest_lastmod(self):
        """For the index; nothing where no row knows."""
        return None


class PageSitemap(SiteSitemap):
    """The pages of every language, each with its translations.

    Left out are pages that would refuse whoever follows them and aliases, which only
    repeat another page.
    """

    def items(self):
        pages = Page.objects.live().public().filter(self.below_homes(), alias_of=None)
        return reachable(pages).order_by("path").values(*COLUMNS)

    def get_latest_lastmod(self):
        return self.items().order_by().aggregate(at=Max("last_published_at"))["at"]

    @cached_property
    def homes(self):
        key = self.get_wagtail_site().root_page.translation_key
        rows = translated(translation_key=key).select_related("locale")
        return {home.locale.language_code: home for home in rows}

    def below_homes(self):
        below = [Q(path__startswith=home.path) for home in self.homes.values()]
        return reduce(or_, below, Q(pk__in=[]))

    def entries(self, rows):
        changes, versions = self.changes_below(rows), self.versions(rows)
        for row in rows:
            own = row["last_published_at"] or row["latest_revision_created_at"]
            path = self.links.path(row["url_path"], row["locale__language_code"])
            yield path, latest(own, changes.get(row["pk"])), versions(row, path)

    def changes_below(self, rows):
        """A course is as new as its latest lesson, a list as its latest course."""
        above = [row["pk"] for row in rows if row["numchild"]]
        pages = Page.objects.filter(pk__in=above).annotate(at=latest_below())
        return dict(pages.order_by().values_list("pk", "at"))

    def versions(self, rows):
        """Return what tells the languages of a row."""
        if len(self.homes) > 1:
            known = self.translations([row["translation_key"] for row in rows])
            return lambda row, path: known[row["translation_key"]]
        return self.framed_version

    def translations(self, keys):
        found = defaultdict(dict)
        rows = translated(translation_key__in=keys).filter(self.below_homes())
        columns = ("translation_key", "locale__language_code", "url_path")
        for key, language, path in rows.values_list(*columns):
            found[key][language] = self.links.path(path, language)
        return found

    def framed_version(self, row, path):
        """A page whose words the interface translates, in languages without pages."""
        model = self.framed_types.get(row["content_type_id"])
        if model is None:
            return {}
        page = model(url_path=row["url_path"])
        return {row["locale__language_code"]: path} | framed(
            self.links, page, self.homes
        )

    @cached_property
    def framed_types(self):
        models = [m for m in get_page_models() if hasattr(m, "translated_by_interface")]
        types = ContentType.objects.get_for_models(*models)
        return {found.pk: model for model, found in types.items()}


class SessionSitemap(SiteSitemap):
    """Live classes that are still to come or left a recording."""

    def items(self):
        sessions = public_sessions(self.request).order_by("pk")
        return sessions.exclude(pk__in=sessions.past().filter(recording_url="")).values(
            "uid"
        )

    def entries(self, rows):
        for row in rows:
            path = reverse("prakerja_courses:session", args=[row["uid"]])
            yield path, None, same_path(path)


class ContributorSitemap(SiteSitemap):
    """Everyone with a page of their own; their words are in one language."""

    def items(self):
        credited = Contributor.objects.for_public(public_courses(self.request))
        return credited.order_by("pk").values("slug")

    def entries(self, rows):
        for row in rows:
            yield reverse("prakerja_courses:contributor", args=[row["slug"]]), None, {}


class ViewSitemap(SiteSitemap):
    """Pages beside the tree whose words are the interface's."""

    names = ("schedule", "contributors", "contribute")

    def items(self):
        return self.names

    def entries(self, rows):
        for name in rows:
            path = reverse(f"prakerja_courses:{name}")
            yield path, None, same_path(path)


class BooksSitemap(SiteSitemap):
    """How anyone checks the books, and the months that are closed for good."""

    def items(self):
        if not TransparencyPage.objects.live().exists():
            return []
        months = published_months(active_book())
        closed = months.values_list("close__month", "close__closed_at")
        return [(None, None), *closed]

    def entries(self, rows):
        for month, closed_at in rows:
            path = self.path(month)
            yield path, closed_at, same_path(path)

    def path(self, month):
        if month is None:
            return reverse("prakerja_donate:books_check")
        named = {"year": f"{month:%Y}", "month": f"{month:%m}"}
        return reverse("prakerja_donate:books_month", kwargs=named)


SITEMAPS = {
    "pages": PageSitemap,
    "views": ViewSitemap,
    "classes": SessionSitemap,
    "contributors": ContributorSitemap,
    "books": BooksSitemap,
}


def sitemap(request, section=None):
    """All addresses, or an index of files where they do not fit into one."""
    maps = {name: made(request) for name, made in SITEMAPS.items()}
    if section is None and any(each.paginator.num_pages > 1 for each in maps.values()):
        return views.index(request, maps, sitemap_url_name="sitemap_section")
    return views.sitemap(request, maps, section=section)
