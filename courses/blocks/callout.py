"""A short text that stands out: a tip, something important, a warning."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import PreviewedBlock
from .text import LIST_FEATURES, TextBlock


class Kind(TextChoices):
    TIP = "tip", _("Tip")
    IMPORTANT = "important", _("Important")
    WARNING = "warning", _("Warning")


@dataclass(frozen=True)
class Look:
    """Its icon and the class of its box."""

    icon: str
    box: str


LOOKS = {
    Kind.TIP: Look("lightbulb", "pk-notice--success"),
    Kind.IMPORTANT: Look("info", "pk-tone--nila"),
    Kind.WARNING: Look("warning", "pk-notice--warning"),
}


class CalloutValue(blocks.StructValue):
    @property
    def known_kind(self):
        """Its kind; one that left the list is still important."""
        known = self.get("kind") in Kind.values
        return Kind(self["kind"]) if known else Kind.IMPORTANT

    @property
    def name(self):
        return self.known_kind.label

    @property
    def look(self):
        return LOOKS[self.known_kind]


class CalloutBlock(PreviewedBlock):
    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=Kind.choices,
        default=Kind.TIP,
        search_index=False,
        help_text=_("The word stands above the text and is read out."),
    )
    text = TextBlock(label=_("Text"), features=LIST_FEATURES)

    class Meta:
        icon = "warning"
        label = _("Callout")
        description = _("A tip, something important or a warning")
        template = "prakerja_courses/blocks/callout.html"
        value_class = CalloutValue
        preview_value = {
            "kind": "tip",
            "text": "<p>Simpan buku kas di dekat laci uang.</p>",
        }
