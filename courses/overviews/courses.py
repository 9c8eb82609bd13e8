"""What every report about courses shares: whose they are, and two filters."""

from dataclasses import dataclass

import django_filters
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import policy_registry

from ..admin.spreadsheets import ReadableExport
from ..admin.tables import CardTable
from ..models import CategoryPage, CoursePage

PUBLIC, DRAFT = _("public"), _("draft")


def courses_to_mend(user):
    """The courses that somebody may change; others' drafts stay unseen."""
    return pages_to_mend(CoursePage, user)


def pages_to_mend(model, user):
    policy = policy_registry.get_by_type(Page)
    own = policy.instances_user_has_any_permission_for(user, ["change", "publish"])
    return model.objects.filter(pk__in=own.order_by().values("pk"), alias_of=None)


@dataclass(frozen=True)
class CourseRow:
    """A course as a report shows and exports it."""

    course: CoursePage
    category: str

    @property
    def title(self):
        return self.course.title

    @property
    def edit_url(self):
        return reverse("wagtailadmin_pages:edit", args=[self.course.pk])

    @property
    def status(self):
        return str(PUBLIC if self.course.live else DRAFT)

    @property
    def place(self):
        return f"{self.category} ({self.status})"


class CourseFilterSet(WagtailFilterSet):
    category = django_filters.ModelChoiceFilter(
        label=_("Category"),
        queryset=CategoryPage.objects.filter(alias_of=None).order_by("path"),
        method="keep_below",
    )
    live = django_filters.ChoiceFilter(
        label=_("Status"), choices=[(True, PUBLIC), (False, DRAFT)]
    )

    def keep_below(self, courses, name, category):
        return courses.descendant_of(category)


class CourseReportView(ReadableExport, ReportView):
    any_permission_required = ["add", "change", "publish"]
    table_class = CardTable

    @cached_property
    def permission_policy(self):
        return policy_registry.get_by_type(Page)

    def get_base_queryset(self):
        return courses_to_mend(self.request.user)

    def get_filtered_queryset(self):
        """As ``get_queryset``, which has been through the filters already."""
        return self.get_queryset()

    @cached_property
    def categories(self):
        return dict(CategoryPage.objects.values_list("path", "title"))

    def category(self, course):
        return self.categories.get(course.path[: -Page.steplen], "")
