"""Courses in an order that somebody thought about, and those that suit a course."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index

from ..blocks import CONTENT_BLOCKS
from ..paths import editing
from .catalogue import INTRODUCTION_FEATURES
from .courses import CoursePage
from .identity import IdentifiedPage
from .public import PublicPage, route_directly
from .publishing import CheckedPage


class LearningPathIndexPage(PublicPage, IdentifiedPage, Page):
    """All learning paths."""

    introduction = RichTextField(
        _("introduction"), blank=True, features=INTRODUCTION_FEATURES
    )

    content_panels = [*Page.content_panels, "introduction"]
    subpage_types = ["prakerja_courses.LearningPathPage"]

    class Meta:
        verbose_name = _("list of learning paths")
        verbose_name_plural = _("lists of learning paths")

    def route(self, request, path_components):
        found = route_directly(self, request, path_components, [LearningPathPage])
        return found or super().route(request, path_components)

    def get_context(self, request, *args, **kwargs):
        from ..paths.presenting import index_context

        context = super().get_context(request, *args, **kwargs)
        return {**context, **index_context(self, request)}


class LearningPathPage(CheckedPage, PublicPage, IdentifiedPage, Page):
    """A way through several courses, one step after another."""

    summary = models.CharField(
        _("summary"),
        max_length=300,
        help_text=_(
            "What somebody can do at the end of the path. One or two sentences."
        ),
    )
    audience = models.CharField(
        _("who it is for"),
        max_length=300,
        blank=True,
        help_text=_("Where somebody stands who should begin here, and what they have."),
    )
    body = StreamField(
        CONTENT_BLOCKS,
        verbose_name=_("introduction"),
        blank=True,
        help_text=_("Stands above the steps. A paragraph is enough."),
    )

    sent_steps = None  # what a form has read and nobody has saved yet

    base_form_class = editing.PathForm
    content_panels = editing.path_panels(Page.content_panels)
    parent_page_types = ["prakerja_courses.LearningPathIndexPage"]
    subpage_types = []
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary", boost=2),
        index.SearchField("audience"),
        index.SearchField("body"),
        index.RelatedFields("steps", [index.SearchField("reason")]),
        index.AutocompleteField("summary"),
    ]

    class Meta:
        verbose_name = _("learning path")
        verbose_name_plural = _("learning paths")

    @property
    def steps_in_hand(self):
        """The steps of this version in order, as a form was sent or as it is kept."""
        if self.sent_steps is not None:
            return self.sent_steps
        steps = self.steps.select_related("course").only(*PathStep.OUTLINE)
        return sorted(steps, key=lambda step: step.sort_order or 0)

    def get_context(self, request, *args, **kwargs):
        from ..paths.presenting import path_context

        context = super().get_context(request, *args, **kwargs)
        return {**context, **path_context(self, request)}


class PathStep(Orderable):
    """A course on a path, and why it comes there."""

    OUTLINE = (
        "path",
        "reason",
        "optional",
        "sort_order",
        "course__translation_key",
        "course__title",
    )

    path = ParentalKey(LearningPathPage, on_delete=models.CASCADE, related_name="steps")
    # A course that is deleted leaves its step behind, for an editor to fill again.
    course = models.ForeignKey(
        CoursePage,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("course"),
    )
    reason = models.CharField(
        _("why this next"),
        max_length=300,
        blank=True,
        help_text=_(
            "What the steps before make possible and this one adds. Needed from the "
            "second step on."
        ),
    )
    optional = models.BooleanField(
        _("may be left out"),
        default=False,
        help_text=_("The path can be finished without this step."),
    )

    panels = editing.STEP_PANELS

    class Meta(Orderable.Meta):
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    def __str__(self):
        return self.course.title if self.course else str(_("course that is gone"))


class RelatedCourse(Orderable):
    """A course that an editor puts beside another."""

    page = ParentalKey(CoursePage, on_delete=models.CASCADE, related_name="picked")
    course = models.ForeignKey(
        CoursePage,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("course"),
    )

    panels = ["course"]

    class Meta(Orderable.Meta):
        verbose_name = _("related course")
        verbose_name_plural = _("related courses")

    def __str__(self):
        return self.course.title
