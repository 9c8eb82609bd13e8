"""Rich text from elsewhere, cut down to what the editor here can write."""

import html
from functools import cache

import nh3
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from ...blocks.base import web_address

TAGS = {
    "bold": {"b", "strong"},
    "italic": {"i", "em"},
    "link": {"a"},
    "code": {"code"},
    "ol": {"ol", "li"},
    "ul": {"ul", "li"},
    "h3": {"h3"},
    "h4": {"h4"},
    "blockquote": {"blockquote"},
}
ALWAYS = {"p", "br"}
SCHEMES = {"http", "https", "mailto", "tel"}


def clean(text, features):
    """As the editor would store it; scripts, styles and relative links are gone."""
    tags = ALWAYS.union(*(TAGS.get(name, ()) for name in features))
    cleaned = nh3.clean(
        text or "",
        tags=tags,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        url_relative="deny",
        link_rel=None,
    )
    editor = converter(tuple(features))
    return editor.to_database_format(editor.from_database_format(cleaned))


@cache
def converter(features):
    return ContentstateConverter(list(features))


def link(url, label):
    """A paragraph that leads elsewhere; without an address, its words alone."""
    words = html.escape(label)
    if not web_address(url):
        return f"<p>{words}</p>"
    return f'<p><a href="{html.escape(url)}">{words}</a></p>'


def paragraphs(text):
    lines = (html.escape(line.strip()) for line in text.splitlines())
    return "".join(f"<p>{line}</p>" for line in lines if line)
