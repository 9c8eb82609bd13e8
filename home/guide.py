"""The guides for editors, read inside the admin from the documentation."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from .markdown import html_of

DOCS = Path(settings.BASE_DIR) / "docs"
PICTURES = DOCS / "images" / "guide"
FOLDERS = ("how-to", "reference")
GUIDES = {"id": "panduan-editor"}
ENGLISH = "editors-guide"


def pages():
    """What may be read here, by name: the guides, and what they lead on to."""
    found = (file for folder in FOLDERS for file in (DOCS / folder).glob("*.md"))
    return {file.stem: file for file in found}


def address_of(target):
    """Where a link or a picture of the documentation is found in the admin."""
    if target.startswith(("#", "https://")):
        return target
    file, _, place = target.partition("#")
    name = Path(file).stem
    if file.endswith(".png"):
        return reverse("guide_picture", args=[name])
    if name not in pages():
        return None
    return reverse("guide_page", args=[name]) + (place and f"#{place}")


class GuideView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "home/guide.html"
    header_icon = "help"

    @cached_property
    def name(self):
        return self.kwargs.get("name") or GUIDES.get(get_language(), ENGLISH)

    @cached_property
    def title_and_text(self):
        file = pages().get(self.name)
        if file is None:
            raise Http404
        title, _, text = file.read_text(encoding="utf-8").partition("\n")
        return title.removeprefix("# "), text

    def get_page_title(self):
        return self.title_and_text[0]

    def get_breadcrumbs_items(self):
        label = gettext_lazy("Editors' guide")
        items = [{"url": reverse("guide"), "label": label}]
        if self.name not in {ENGLISH, *GUIDES.values()}:
            items.append({"url": "", "label": self.get_page_title()})
        return [*self.breadcrumbs_items, *items]

    def get_context_data(self, **kwargs):
        _title, text = self.title_and_text
        language = next((code for code in GUIDES if GUIDES[code] == self.name), "en")
        guide = html_of(text, address_of)
        return super().get_context_data(guide=guide, language=language, **kwargs)


def picture(request, name):
    file = PICTURES / f"{name}.png"
    if not file.is_file():
        raise Http404
    return FileResponse(file.open("rb"))


def menu_item():
    return MenuItem(
        gettext_lazy("Editors' guide"),
        reverse("guide"),
        name="guide",
        icon_name="help",
        order=100,
    )


urlpatterns = [
    path("guide/", GuideView.as_view(), name="guide"),
    path("guide/<slug:name>/", GuideView.as_view(), name="guide_page"),
    path("guide/images/<slug:name>.png", picture, name="guide_picture"),
]
