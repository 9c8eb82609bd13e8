"""The form of a live class, from what it is to what is left of it."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    ObjectList,
)

from .forms import LiveSessionForm


class OnlyWhenNew(MultiFieldPanel):
    """A series is made at once; afterwards each of its classes stands alone."""

    class BoundPanel(MultiFieldPanel.BoundPanel):
        def is_shown(self):
            return self.instance.pk is None and super().is_shown()


SESSION_FORM = ObjectList(
    [
        FieldPanel("course"),
        FieldPanel("title"),
        MultiFieldPanel(
            [
                FieldPanel("starts_at", help_text=_("On the clock chosen below.")),
                FieldRowPanel([FieldPanel("timezone"), FieldPanel("duration_minutes")]),
            ],
            heading=_("When"),
        ),
        OnlyWhenNew(
            [
                FieldRowPanel([FieldPanel("repeat_count"), FieldPanel("repeat_until")]),
                FieldPanel("repeat_skip"),
            ],
            heading=_("Every week"),
            help_text=_(
                "Leave this empty for a single class. For a series each week gets a "
                "class of its own; moving or cancelling one leaves the others alone."
            ),
            classname="collapsed",
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("platform"), FieldPanel("join_url")])],
            heading=_("Place"),
        ),
        MultiFieldPanel(
            [FieldPanel("status"), FieldPanel("note")],
            heading=_("What learners are told"),
        ),
        MultiFieldPanel(
            [FieldPanel("recording_url"), FieldPanel("materials")],
            heading=_("After the class"),
        ),
    ],
    base_form_class=LiveSessionForm,
)
