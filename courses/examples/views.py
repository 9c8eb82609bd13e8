"""Choose a format, get a draft with its outline."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..models import CategoryPage, CoursePage
from .making import course_from_example

Format = CoursePage.Format
ABOUT = {
    Format.VIDEO: gettext_lazy("One video, what it teaches, and something to try."),
    Format.ARTICLE: gettext_lazy("Step by step in words, with an example."),
    Format.LIVE: gettext_lazy("A class at a certain time: programme and preparation."),
    Format.MIXED: gettext_lazy("Watch, read and do: a video, its text and a task."),
    Format.EXTERNAL: gettext_lazy(
        "A course elsewhere: what it is, what to know first."
    ),
}
ICONS = {
    Format.VIDEO: "media",
    Format.ARTICLE: "doc-full",
    Format.LIVE: "date",
    Format.MIXED: "list-ul",
    Format.EXTERNAL: "link-external",
}


class CategoryMixin:
    """A category in which the account may add pages."""

    @cached_property
    def category(self):
        return get_object_or_404(CategoryPage, pk=self.kwargs["category_pk"])

    def dispatch(self, request, *args, **kwargs):
        if not self.category.permissions_for_user(request.user).can_add_subpage():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ChooseView(CategoryMixin, WagtailAdminTemplateMixin, TemplateView):
    template_name = "prakerja_courses/examples/choose.html"
    page_title = gettext_lazy("New from an example")
    header_icon = "doc-empty"

    def get_page_subtitle(self):
        return self.category.get_admin_display_title()

    def get_breadcrumbs_items(self):
        explore = reverse("wagtailadmin_explore", args=[self.category.pk])
        return [
            *self.breadcrumbs_items,
            {"url": explore, "label": self.get_page_subtitle()},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        examples = [
            {"format": each, "about": ABOUT[each], "icon": ICONS[each]}
            for each in Format
        ]
        return super().get_context_data(
            category=self.category, examples=examples, **kwargs
        )


class MakeView(CategoryMixin, View):
    http_method_names = ("post",)

    def post(self, request, category_pk, format):
        if format not in Format.values:
            raise Http404
        page = course_from_example(
            category=self.category, format=Format(format), user=request.user
        )
        messages.success(
            request,
            _("A draft is made. Replace each line marked ✎ with your own words."),
        )
        return redirect("wagtailadmin_pages:edit", page.pk)
