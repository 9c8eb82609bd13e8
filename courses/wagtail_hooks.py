"""What the courses app adds to the Wagtail admin."""

from django.shortcuts import redirect
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.snippets.models import register_snippet

from . import authorship
from .admin.choosers import live_session_chooser
from .admin.menu import GuardedMenuItem, report_urls
from .admin.viewsets import (
    BlockedDomainViewSet,
    CataloguePageViewSet,
    CategoryPageViewSet,
    ContributorViewSet,
    CoursePageViewSet,
    LearningPathIndexViewSet,
    LearningPathViewSet,
    LessonPageViewSet,
    LicenceViewSet,
)
from .bulk_actions.actions import ACTIONS
from .categories import categories_for
from .examples import places as example_places
from .exchange.admin import home_panel as versions_panel
from .exchange.admin import mirrors, versions
from .exchange.admin import places as import_places
from .exchange.admin import urls as import_urls
from .live.admin import LiveSessionViewSet
from .media.admin import MediaViewSet
from .models import CatalogueIndexPage
from .models.publishing import CheckedPage
from .moderation import admin as moderation
from .moderation import urls as moderation_urls
from .moderation.page_views import tell_refusal
from .overviews import mine
from .overviews import places as overview_places
from .quality import refusal
from .quality.content_checks import use_course_checks
from .quality.reports import CourseQualityView
from .records.noticing import note_files
from .reports.admin import home_panel as report_panel
from .reports.admin import places as report_places
from .reports.admin.viewsets import ReportViewSet
from .submissions import admin as submissions

register_snippet(ContributorViewSet)
register_snippet(LicenceViewSet)
register_snippet(BlockedDomainViewSet)


@hooks.register("register_admin_viewset")
def register_viewsets():
    return [
        LiveSessionViewSet("prakerja_live_sessions", url_prefix="live-classes"),
        CataloguePageViewSet("prakerja_catalogue_pages"),
        CategoryPageViewSet("prakerja_category_pages"),
        CoursePageViewSet("prakerja_course_pages"),
        LessonPageViewSet("prakerja_lesson_pages"),
        LearningPathIndexViewSet("prakerja_learning_path_indexes"),
        LearningPathViewSet("prakerja_learning_paths"),
        live_session_chooser,
        MediaViewSet(),
        mirrors.MirroredViewSet(),
        mirrors.SourceViewSet(),
        ReportViewSet(),
        submissions.SubmissionViewSet(),
    ]


@hooks.register("register_admin_urls")
def register_urls():
    return [
        path("courses/", open_catalogue, name="prakerja_courses_catalogue"),
        path("moderation/", include(moderation_urls)),
        *report_urls("course-quality", CourseQualityView),
        path("imports/", include(import_urls)),
        *versions.urlpatterns,
        *example_places.urlpatterns,
        *overview_places.urlpatterns,
        *report_places.urlpatterns,
        *submissions.urlpatterns,
    ]


def open_catalogue(request):
    """Lead to the catalogue in the page explorer, or to one's only category in it."""
    catalogue = CatalogueIndexPage.objects.order_by("path").first()
    if catalogue is None:
        return redirect("wagtailadmin_explore_root")
    mine = categories_for(request.user).child_of(catalogue)[:2]
    place = mine[0] if len(mine) == 1 else catalogue
    return redirect("wagtailadmin_explore", place.pk)


@hooks.register("register_admin_menu_item")
def register_courses_menu_item():
    return GuardedMenuItem(
        _("Courses"),
        "prakerja_courses_catalogue",
        allowed=user_has_any_page_permission,
        name="courses",
        icon_name="openquote",
        order=200,
    )


@hooks.register("register_reports_menu_item")
def register_quality_report():
    return GuardedMenuItem(
        _("Course quality"),
        "prakerja_courses_quality",
        allowed=user_has_any_page_permission,
        name="course-quality",
        icon_name="glasses",
        order=100,
    )


hooks.register("construct_wagtail_userbar", use_course_checks)
hooks.register("register_admin_menu_item", moderation.desk_menu_item)
hooks.register("construct_homepage_panels", moderation.add_desk_panel)
hooks.register("construct_homepage_panels", mine.add_my_courses)
hooks.register("construct_homepage_panels", report_panel.add_reports_panel)
hooks.register("construct_homepage_panels", versions_panel.add_versions_panel)


@hooks.register("before_bulk_action")
def refuse_to_publish_incomplete_courses(request, action_type, objects, action):
    """Check every course before any of them is published."""
    if action_type != "publish":
        return None
    refused = False
    for page in pages_to_publish(objects, action):
        course = page.get_latest_revision_as_object()
        if isinstance(course, CheckedPage) and (errors := refusal(course)):
            tell_refusal(request, course, [text for e in errors.values() for text in e])
            refused = True
    return redirect(action.next_url) if refused else None


@hooks.register("after_bulk_action")
def tell_of_moved_files(request, action_type, objects, action):
    note_files(objects)


def pages_to_publish(objects, action):
    for page in objects:
        yield page
        if action.cleaned_form.cleaned_data.get("include_descendants"):
            yield from page.get_descendants().not_live()


hooks.register("register_log_actions", report_places.register_log_action)
hooks.register("register_page_header_buttons", report_places.takedown_buttons)
hooks.register("before_publish_page", report_places.warn_about_takedown)
hooks.register("register_reports_menu_item", report_places.most_reported_menu_item)
hooks.register("register_reports_menu_item", overview_places.rights_menu_item)
hooks.register("register_reports_menu_item", overview_places.contributors_menu_item)


hooks.register("construct_explorer_page_queryset", authorship.hide_in_explorer)
hooks.register("construct_page_chooser_queryset", authorship.hide_in_chooser)
hooks.register("before_create_page", authorship.refuse_lessons_of_others)


hooks.register("register_admin_menu_item", import_places.import_menu_item)
hooks.register("register_log_actions", import_places.register_log_actions)
hooks.register("register_page_header_buttons", example_places.example_header_button)
hooks.register("register_page_listing_more_buttons", example_places.example_button)
for action in ACTIONS:
    hooks.register("register_bulk_action", action)
