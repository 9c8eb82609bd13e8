"""Where a page is found, in the language of the visitor and without a query each."""

from urllib.parse import quote

from django.db.models import Subquery
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.functional import cached_property
from wagtail.models import Locale, Site


class Links:
    """Turn pages and ``url_path``s into addresses for one request.

    ``/en/kursus/`` serves the Indonesian catalogue in an English frame as long as
    the site has no published English home; Wagtail's ``page.url`` leaves it.
    """

    def __init__(self, request=None):
        self.site = Site.find_for_request(request)
        self.roots = Site.get_site_root_paths()
        self.sites = {root.site_id for root in self.roots}
        self.language = translation.get_language()
        self.prefixes = {}

    @classmethod
    def of(cls, request):
        """Return the links of this request, made once for each language."""
        if request is None:
            return cls()
        made = request.__dict__.setdefault("_prakerja_links", {})
        language = translation.get_language()
        if language not in made:
            made[language] = cls(request)
        return made[language]

    def page(self, page):
        return self.path(page.url_path)

    def path(self, url_path, language=None):
        """Return the address of a page, or None if no site leads there.

        ``language`` asks for the frame of that language around it.
        """
        root = self.root_of(url_path)
        prefix = root and self.prefix(language or self.language_of(root))
        if prefix is None:
            return None
        path = prefix + quote(url_path[len(root.root_path) :])
        return path if self.is_here(root) else root.root_url + path

    def root_of(self, url_path):
        here = self.site.pk if self.site else None
        roots = [root for root in self.roots if url_path.startswith(root.root_path)]
        return next((root for root in roots if root.site_id == here), None) or next(
            iter(roots), None
        )

    def language_of(self, root):
        """The visitor's language, unless the site has other pages for it."""
        if root == self.tree:
            return self.language
        spoken = {r.language_code for r in self.roots if r.site_id == root.site_id}
        return root.language_code if self.language in spoken else self.language

    @cached_property
    def tree(self):
        """The root below which this visitor reads; None where the site has but one."""
        here = self.site.pk if self.site else None
        trees = {root.root_path: root for root in self.roots if root.site_id == here}
        if len(trees) < 2:
            return None
        return trees.get(self.site.root_page.localized.url_path)

    def own(self, pages):
        """Keep the pages of the tree that this visitor reads."""
        if self.tree is None:
            return pages
        spoken = Locale.objects.filter(language_code=self.tree.language_code)
        return pages.filter(locale=Subquery(spoken.values("pk")[:1]))

    def is_here(self, root):
        return len(self.sites) == 1 or (self.site and root.site_id == self.site.pk)

    def prefix(self, language):
        if language not in self.prefixes:
            self.prefixes[language] = wagtail_prefix(language)
        return self.prefixes[language]


def wagtail_prefix(language):
    """The address of the front page in a language, None where pages are not served."""
    try:
        with translation.override(language):
            return reverse("wagtail_serve", args=[""])
    except NoReverseMatch:
        return None
