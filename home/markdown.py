"""The project's documentation as HTML; it is ours, so what it holds is trusted."""

from django.utils.safestring import mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt

TABLE = '<div class="guide-table" tabindex="0"><table>'


def html_of(text, address_of):
    """``address_of`` turns a target of a link or image into an address, or None."""
    reader = MarkdownIt("commonmark").enable("table")
    tokens = reader.parse(text)
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "heading_open":
            token.attrs["id"] = anchor(following.content)
        lead(token.children or (), address_of)
    html = reader.renderer.render(tokens, reader.options, {})
    html = html.replace("<table>", TABLE).replace("</table>", "</table></div>")
    return mark_safe(html)  # noqa: S308


def anchor(text):
    """The name that a link within the page uses."""
    return slugify(text.replace("*", "").replace("`", ""), allow_unicode=True)


def lead(parts, address_of):
    """Of a link to a place that is not in the admin, the text stays."""
    for part in parts:
        if part.type == "image":
            part.attrs["src"] = address_of(part.attrs["src"])
            part.attrs["loading"] = "lazy"
        elif part.type == "link_open":
            known = address_of(part.attrs["href"])
            tag, part.attrs = ("a", {"href": known}) if known else ("span", {})
        if part.type in ("link_open", "link_close"):
            part.tag = tag
