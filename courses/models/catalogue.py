"""The catalogue's upper floors: all courses, and one door of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import Page

from .identity import IdentifiedPage
from .public import PublicPage, route_directly

INTRODUCTION_FEATURES = ["bold", "italic", "link"]


class CatalogueIndexPage(PublicPage, IdentifiedPage, Page):
    """All courses, by category."""

    introduction = RichTextField(
        _("introduction"), blank=True, features=INTRODUCTION_FEATURES
    )

    content_panels = [*Page.content_panels, "introduction"]
    subpage_types = ["prakerja_courses.CategoryPage"]

    class Meta:
        verbose_name = _("catalogue")
        verbose_name_plural = _("catalogues")

    def route(self, request, path_components):
        from .courses import CoursePage
        from .lessons import LessonPage

        below = [CategoryPage, CoursePage, LessonPage]
        found = route_directly(self, request, path_components, below)
        return found or super().route(request, path_components)

    def get_context(self, request, *args, **kwargs):
        from ..catalogue.contexts import catalogue_context

        context = super().get_context(request, *args, **kwargs)
        return {**context, **catalogue_context(self, request)}


class CategoryPage(PublicPage, IdentifiedPage, Page):
    """One door of the catalogue."""

    class Colour(models.TextChoices):
        LAUT = "laut", _("sea")
        KUNYIT = "kunyit", _("turmeric")
        DAUN = "daun", _("leaf")
        MANGGIS = "manggis", _("mangosteen")
        NILA = "nila", _("indigo")

    introduction = RichTextField(
        _("introduction"), blank=True, features=INTRODUCTION_FEATURES
    )
    colour = models.CharField(
        _("colour"), max_length=8, choices=Colour, default=Colour.NILA
    )

    content_panels = [*Page.content_panels, "introduction", "colour"]
    parent_page_types = ["prakerja_courses.CatalogueIndexPage"]
    subpage_types = ["prakerja_courses.CoursePage"]

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")

    def get_context(self, request, *args, **kwargs):
        from ..catalogue.contexts import category_context

        context = super().get_context(request, *args, **kwargs)
        return {**context, **category_context(self, request)}
