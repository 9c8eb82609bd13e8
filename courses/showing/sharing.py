"""Passing a page on: the address itself, and a message with it."""

from dataclasses import dataclass
from urllib.parse import quote

from django.utils.translation import gettext as _

MESSENGER = "https://wa.me/?text="


@dataclass(frozen=True)
class Share:
    title: str
    url: str

    @property
    def whatsapp(self):
        """A link that opens WhatsApp with a message typed; its owner picks to whom."""
        said = _("%(title)s: free, without signing up") % {"title": self.title}
        return MESSENGER + quote(f"{said}\n{self.url}", safe="")


def share(page, request, links):
    return Share(page.title, address(page, request, links))


def address(page, request, links):
    """The page's absolute address, whatever the visitor's own one carries."""
    return request.build_absolute_uri(links.page(page) or request.path)
