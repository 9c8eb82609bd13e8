"""Where the reports about courses stand in the Wagtail admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.permissions import policy_registry

from ..admin.menu import GuardedMenuItem, report_urls
from ..models import Contributor
from .contributors import ContributorFiguresView
from .rights import CourseRightsView

urlpatterns = [
    *report_urls("course-rights", CourseRightsView),
    *report_urls("courses-by-contributor", ContributorFiguresView),
]


def may_see_contributors(user):
    policy = policy_registry.get_by_type(Contributor)
    return policy.user_has_any_permission(user, ["view", "change"])


def rights_menu_item():
    return GuardedMenuItem(
        _("Course rights"),
        "prakerja_courses_rights",
        allowed=user_has_any_page_permission,
        name="course-rights",
        icon_name="key",
        order=110,
    )


def contributors_menu_item():
    return GuardedMenuItem(
        _("Courses by contributor"),
        "prakerja_courses_by_contributor",
        allowed=may_see_contributors,
        name="courses-by-contributor",
        icon_name="group",
        order=120,
    )
