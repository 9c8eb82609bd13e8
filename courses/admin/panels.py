"""The course editor: content first, then facts, then rights."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

from ..reports.admin.panel import ReportsPanel
from .editing import CheckedPageForm, QualityPanel
from .mirrored import MirroredPanel

COURSE_CONTENT = [
    FieldPanel("summary"),
    FieldPanel("body"),
    FieldPanel("cover"),
    FieldPanel("tags"),
]
COURSE_FACTS = [
    FieldRowPanel([FieldPanel("format"), FieldPanel("level")]),
    FieldRowPanel([FieldPanel("language"), FieldPanel("duration_minutes")]),
    MultiFieldPanel(
        [
            FieldPanel("device"),
            FieldPanel("needs_internet"),
            FieldPanel("needs_app"),
            FieldPanel("needs_account"),
        ],
        heading=_("What learners need"),
    ),
    FieldPanel("verified_on"),
]
COURSE_RIGHTS = [
    FieldPanel("licence", widget=forms.Select),  # a chooser hides that there are few
    FieldPanel("rights_holder"),
    FieldPanel("source_url"),
    FieldPanel("rights_note"),
    InlinePanel("credits", heading=_("Credits"), label=_("credit")),
    FieldPanel("handover_price"),
]
COURSE_NEIGHBOURS = InlinePanel(
    "picked",
    heading=_("Related courses"),
    label=_("course"),
    max_num=3,
    help_text=_(
        "Shown first below this course. Empty places are filled by itself: the same "
        "topics, the same contributor, the same category."
    ),
)


class CourseForm(CheckedPageForm):
    """Nothing is chosen for an author who did not look: it would be published."""

    chosen_by_author = ["format", "level", "device"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.chosen_by_author:
            if field := self.fields.get(name):
                field.choices = [("", _("Choose…")), *field.choices]
                if self.instance.pk is None:
                    self.initial[name] = ""


def course_edit_handler(content, promote, settings):
    return TabbedInterface(
        [
            ObjectList(
                [ReportsPanel(), MirroredPanel(), QualityPanel(), *content],
                heading=_("Content"),
            ),
            ObjectList(COURSE_FACTS, heading=_("Facts")),
            ObjectList(COURSE_RIGHTS, heading=_("Rights and credits")),
            ObjectList([*promote, COURSE_NEIGHBOURS], heading=_("Promote")),
            ObjectList(settings, heading=_("Settings")),
        ]
    )
