"""In which languages a page can really be read, and in which its words are."""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language, get_language_from_path
from wagtail.models import Page

from courses.links import Links
from courses.models import CoursePage, LessonPage
from courses.querysets import translated

# Views whose words are mostly somebody's own, or the site's pages.
NOT_OF_THE_INTERFACE = {"prakerja_courses:contributor", "wagtail_serve"}


def addresses(request, page):
    """Where the page is read, by language, this one included.

    A page of another language in a frame of this one counts as no translation.
    """
    if isinstance(page, Page) and page.pk:
        return addresses_of_page(Links.of(request), page)
    match = request.resolver_match
    if match is None or match.view_name in NOT_OF_THE_INTERFACE:
        return {}
    return same_path(request.path_info)


def addresses_of_page(links, page):
    if page.alias_of_id or not (root := links.root_of(page.url_path)):
        return {}
    found = {root.language_code: page.url_path}
    trees = {each.language_code for each in links.roots if each.site_id == root.site_id}
    if len(trees) > 1:
        translations = published_translations(links, page)
        trees, found = translations["trees"], found | translations["pages"]
    urls = {code: links.path(path, code) for code, path in found.items()}
    return framed(links, page, trees) | urls


def published_translations(links, page):
    """The translations of a page, and the languages that the site has pages in.

    A translation below an unpublished home page is not reached by anybody.
    """
    home = links.site.root_page
    keys = {home.translation_key: {}, page.translation_key: {}}
    rows = translated(translation_key__in=list(keys))
    columns = ("translation_key", "locale__language_code", "url_path")
    for key, language, path in rows.values_list(*columns):
        keys[key][language] = path
    trees = keys[home.translation_key]
    found = keys[page.translation_key].items()
    return {
        "trees": set(trees),
        "pages": {language: path for language, path in found if language in trees},
    }


def framed(links, page, trees):
    """Addresses in languages without pages, where the words need no translator."""
    if not getattr(page, "translated_by_interface", False):
        return {}
    return {
        code: links.path(page.url_path, code)
        for code, _name in settings.LANGUAGES
        if code not in trees
    }


def same_path(path):
    """A view has one address below the prefix of each language."""
    if get_language_from_path(path):
        path = path[path.index("/", 1) :]
    return {
        code: path if code == settings.LANGUAGE_CODE else f"/{code}{path}"
        for code, _name in settings.LANGUAGES
    }


@dataclass(frozen=True)
class Words:
    """The language of a page's text where it is not that of the frame around it."""

    language: str
    home: str  # the language of the tree it comes from
    original: str  # its address there; empty if this is that

    @property
    def name(self):
        return dict(CoursePage.Language.choices).get(self.language, self.language)


def words_of(request, page):
    """Return the words of a page in another language than the visitor's, or None."""
    if not (isinstance(page, Page) and page.pk):
        return None
    if getattr(page, "translated_by_interface", False):
        return None
    links = Links.of(request)
    source = page.alias_of.specific if page.alias_of_id else page
    root = links.root_of(source.url_path)
    if root is None:
        return None
    original = links.path(source.url_path, root.language_code)
    at_home = original == links.page(page)
    language = spoken_in(source) or root.language_code
    if at_home and language == get_language():
        return None
    return Words(language, root.language_code, "" if at_home else original)


def spoken_in(page):
    """The language an editor chose for a course, which a lesson shares."""
    if isinstance(page, LessonPage):
        page = page.course
    return page.language if isinstance(page, CoursePage) else None
