"""One step of a course."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from ..admin.editing import CheckedPageForm, QualityPanel
from ..admin.mirrored import MirroredPanel
from ..blocks import CONTENT_BLOCKS
from ..reports.admin.panel import ReportsPanel
from .identity import IdentifiedPage
from .public import PublicPage
from .publishing import CheckedPage


class LessonPage(CheckedPage, PublicPage, IdentifiedPage, Page):
    """One step of a course."""

    summary = models.CharField(_("summary"), max_length=300, blank=True)
    duration_minutes = models.PositiveSmallIntegerField(
        _("duration in minutes"), null=True, blank=True
    )
    body = StreamField(CONTENT_BLOCKS, verbose_name=_("body"), blank=True)

    base_form_class = CheckedPageForm
    content_panels = [
        ReportsPanel(),
        MirroredPanel(),
        QualityPanel(),
        *Page.content_panels,
        "summary",
        "duration_minutes",
        "body",
    ]
    parent_page_types = ["prakerja_courses.CoursePage"]
    subpage_types = []
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    @property
    def course_path(self):
        return self.path[: -self.steplen]

    @cached_property
    def course(self):
        from ..showing.presenting import course_of

        return course_of(self)

    def get_context(self, request, *args, **kwargs):
        from ..showing.presenting import lesson_context

        context = super().get_context(request, *args, **kwargs)
        return {**context, **lesson_context(self, request)}
