"""Questions and answers, or steps, that open one by one."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import PreviewedBlock
from .text import LIST_FEATURES, TextBlock


class AccordionItemBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=160)
    text = TextBlock(label=_("Text"), features=LIST_FEATURES)

    class Meta:
        icon = "list-ul"
        label = _("Item")


class AccordionBlock(PreviewedBlock):
    items = blocks.ListBlock(
        AccordionItemBlock(),
        label=_("Items"),
        min_num=1,
        help_text=_("Readers see the headings first and open what they need."),
    )

    class Meta:
        icon = "list-ul"
        label = _("Accordion")
        description = _("Headings that open, for questions and answers")
        template = "prakerja_courses/blocks/accordion.html"
        preview_value = {
            "items": [
                {
                    "heading": "Berapa lama mencatatnya?",
                    "text": "<p>Lima menit setiap malam.</p>",
                }
            ]
        }
