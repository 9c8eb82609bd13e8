"""Addresses that work from anywhere, in rich text too."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from urllib.parse import urljoin, urlsplit

import nh3
from django.urls import NoReverseMatch
from django.utils.html import escape
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page
from wagtail.rich_text.rewriters import LinkRewriter

from ..media.documents import public_documents
from ..querysets import reachable

TAGS = {
    "a", "b", "blockquote", "br", "code", "em", "h2", "h3", "h4", "hr", "i", "li",
    "ol", "p", "pre", "s", "strong", "sub", "sup", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href"}}
SCHEMES = {"http", "https", "mailto", "tel"}
EMPTY_LINK = "<a>"
LINKED_ID = re.compile(r"[0-9]{1,18}")


def page_url(page: Page) -> str | None:
    """The page's address under its site's own name; None if no site reaches it."""
    return page.get_full_url() or None


def site_root(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/"


def object_url(thing: object, root: str) -> str | None:
    """What ``get_absolute_url`` says, unless the host left that view out."""
    try:
        return urljoin(root, thing.get_absolute_url())  # type: ignore[attr-defined]
    except NoReverseMatch:
        return None


def references(texts: Iterable[str]) -> dict[str, set[int]]:
    """Which pages and documents rich text links to, by kind."""
    found: dict[str, set[int]] = {"page": set(), "document": set()}
    for text in texts:
        for kind, tags in LinkRewriter().extract_tags(text).items():
            if kind in found:
                found[kind] |= {_number(tag.attrs) for tag in tags}
    return found


def page_urls(ids: Collection[int]) -> dict[int, str]:
    """Addresses of those that anybody may read: another link leads nowhere."""
    if not ids:
        return {}
    pages = reachable(Page.objects.filter(pk__in=ids))
    urls = {page.pk: page_url(page) for page in pages}
    return {pk: url for pk, url in urls.items() if url}


def documents(ids: Collection[int]) -> dict[int, AbstractDocument]:
    """Those that anybody may open."""
    return {document.pk: document for document in public_documents(ids)}


class LinkTargets:
    """Where the internal links of some rich text lead; loaded once for all of it."""

    def __init__(
        self, pages: Mapping[int, str], files: Mapping[int, AbstractDocument], root: str
    ) -> None:
        self.pages = pages
        self.files = files
        self.root = root
        self.rewrite = LinkRewriter(rules={"page": self._page, "document": self._file})

    def file_url(self, document: AbstractDocument) -> str:
        return urljoin(self.root, document.url)

    def clean(self, text: str, base: str) -> str:
        """Rich text as it is stored → clean HTML with absolute addresses."""
        return nh3.clean(
            self.rewrite(text),
            tags=TAGS,
            attributes=ATTRIBUTES,
            url_schemes=SCHEMES,
            url_relative=("rewrite_with_base", base),
            link_rel=None,
        )

    def _page(self, attrs: dict[str, str]) -> str:
        return _opening(self.pages.get(_number(attrs)))

    def _file(self, attrs: dict[str, str]) -> str:
        document = self.files.get(_number(attrs))
        return _opening(self.file_url(document) if document else None)


def clean_texts(texts: Sequence[tuple[str, str]]) -> list[str]:
    """Clean several pieces of rich text, each with its address, together."""
    found = references(text for text, _base in texts)
    pages, files = page_urls(found["page"]), documents(found["document"])
    return [
        LinkTargets(pages, files, site_root(base)).clean(text, base)
        for text, base in texts
    ]


def _number(attrs: dict[str, str]) -> int:
    """The id a link names; 0, which no row has, if it names none."""
    value = attrs.get("id", "")
    return int(value) if LINKED_ID.fullmatch(value) else 0


def _opening(url: str | None) -> str:
    return f'<a href="{escape(url)}">' if url else EMPTY_LINK
