"""Clean HTML as plain text and as Markdown."""

import re

from bs4 import BeautifulSoup
from markdownify import ATX, MarkdownConverter

LINES = [
    "blockquote", "br", "caption", "div", "figcaption", "h2", "h3", "h4", "hr", "li",
    "p", "pre", "summary", "tr",
]  # fmt: skip


def plain_forms(html: str) -> dict[str, str]:
    soup = BeautifulSoup(html, "html.parser")
    return {"markdown": as_markdown(soup), "text": as_text(soup)}


def as_markdown(soup: BeautifulSoup) -> str:
    made = MarkdownConverter(heading_style=ATX, bullets="-").convert_soup(soup)
    return re.sub(r"\n{3,}", "\n\n", made).strip()


def as_text(soup: BeautifulSoup) -> str:
    """A line for each paragraph, heading, item and row; pictures by their words."""
    for image in soup.find_all("img"):
        image.replace_with(str(image.get("alt") or ""))
    for cell in soup.find_all(["td", "th"]):
        cell.insert_after(" ")
    for tag in soup.find_all(LINES):
        tag.insert_after("\n")
    lines = (" ".join(line.split()) for line in soup.get_text().splitlines())
    return "\n".join(filter(None, lines))
