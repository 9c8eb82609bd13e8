"""A live class inside a lesson, with its time as it is now."""

import datetime as dt

from django.db.models import Exists, OuterRef
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .base import PreviewedBlock


class LiveSessionChooserBlock(blocks.ChooserBlock):
    target_model = "prakerja_courses.LiveSession"

    @cached_property
    def widget(self):
        from ..admin.choosers import live_session_chooser

        return live_session_chooser.widget_class()

    def bulk_to_python(self, values):
        found = sessions_to_show(self.model_class).in_bulk(values)
        return [found.get(value) for value in values]

    def deconstruct(self):
        """Keep this module's path out of migrations; a key is what is stored."""
        return "wagtail.blocks.IntegerBlock", [], {}


def sessions_to_show(model):
    """Sessions with their course, and whether anybody may read it."""
    from ..live.schedule import COLUMNS

    public = model.objects.for_public().filter(pk=OuterRef("pk"))
    rows = model.objects.select_related("course").only(*COLUMNS)
    return rows.annotate(of_public_course=Exists(public))


class LiveSessionValue(blocks.StructValue):
    def meeting(self, context):
        """The class as templates show it; None where it is not for this reader."""
        from ..links import Links
        from ..live.schedule import meeting

        session = self.get("session")
        if session is None or not may_be_read(session, context):
            return None
        return meeting(session, Links.of(context.get("request")))


def may_be_read(session, context):
    """A class is as public as its course, which may be the one on this page."""
    here = [context.get("page"), context.get("course")]
    if session.course_id in [page.pk for page in here if page]:
        return True
    if hasattr(session, "of_public_course"):
        return session.of_public_course
    return type(session).objects.for_public().filter(pk=session.pk).exists()


def session_data(session, url):
    """What other programs are told of it; how to join is told on its own page."""
    starts_at = session.starts_at.astimezone(dt.UTC).replace(tzinfo=None)
    return {
        "uid": str(session.uid),
        "title": str(session),
        "url": url,
        "starts_at": f"{starts_at.isoformat()}Z",
        "timezone": session.timezone,
        "status": session.status,
    }


class LiveSessionBlock(PreviewedBlock):
    session = LiveSessionChooserBlock(
        label=_("Live class"),
        required=False,  # a page whose class was deleted can still be corrected
        help_text=_("Moved or cancelled, it changes here by itself."),
    )

    def get_preview_value(self):
        """The next class there is, or the last one."""
        sessions = self.child_blocks["session"].model_class.objects.for_public()
        return self.normalize(
            {"session": sessions.coming().first() or sessions.past().first()}
        )

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        return {**context, "meeting": value.meeting(context)}

    def get_searchable_content(self, value):
        session = value.get("session")
        return [str(session)] if session else []

    def get_api_representation(self, value, context=None):
        session = value.get("session")
        if session is None or not may_be_read(session, context or {}):
            return None
        return session_data(session, session.get_absolute_url())

    class Meta:
        icon = "date"
        label = _("Live class")
        description = _("A live class with its time in all three zones")
        template = "prakerja_courses/blocks/live_session.html"
        value_class = LiveSessionValue
