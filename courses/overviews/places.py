"""Where the reports about courses stand in the Wagtail admin."""

from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem
from wagtail.permissions import policy_registry

from ..models import Contributor
from .contributors import ContributorFiguresView
from .rights import CourseRightsView

urlpatterns = [
    path(
        "reports/course-rights/",
        CourseRightsView.as_view(),
        name="prakerja_courses_rights",
    ),
    path(
        "reports/course-rights/results/",
        CourseRightsView.as_view(results_only=True),
        name="prakerja_courses_rights_results",
    ),
    path(
        "reports/courses-by-contributor/",
        ContributorFiguresView.as_view(),
        name="prakerja_courses_by_contributor",
    ),
    path(
        "reports/courses-by-contributor/results/",
        ContributorFiguresView.as_view(results_only=True),
        name="prakerja_courses_by_contributor_results",
    ),
]


class RightsMenuItem(MenuItem):
    def is_shown(self, request):
        return user_has_any_page_permission(request.user)


class ContributorsMenuItem(MenuItem):
    def is_shown(self, request):
        policy = policy_registry.get_by_type(Contributor)
        return policy.user_has_any_permission(request.user, ["view", "change"])


def rights_menu_item():
    return RightsMenuItem(
        _("Course rights"),
        reverse_lazy("prakerja_courses_rights"),
        name="course-rights",
        icon_name="key",
        order=110,
    )


def contributors_menu_item():
    return ContributorsMenuItem(
        _("Courses by contributor"),
        reverse_lazy("prakerja_courses_by_contributor"),
        name="courses-by-contributor",
        icon_name="group",
        order=120,
    )
