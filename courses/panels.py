"""The course editor: content first, then facts, then rights."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)

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


class CourseForm(WagtailAdminPageForm):
    """Tell at the field what is missing before a course can become public."""

    def _post_clean(self):
        """Check the page as it would be saved; ``clean`` comes before it is filled."""
        from .rights import publishing_errors

        super()._post_clean()
        if self.is_deferred_validation:
            return
        for field, messages in publishing_errors(self.instance).items():
            if self.has_error(field, "required"):  # ours says what to do
                del self.errors[field]
            if field not in self.errors:
                self.add_error(field, messages)


def course_edit_handler(content, promote, settings):
    return TabbedInterface(
        [
            ObjectList(content, heading=_("Content")),
            ObjectList(COURSE_FACTS, heading=_("Facts")),
            ObjectList(COURSE_RIGHTS, heading=_("Rights and credits")),
            ObjectList(promote, heading=_("Promote")),
            ObjectList(settings, heading=_("Settings")),
        ]
    )
