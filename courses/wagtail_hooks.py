"""What the courses app adds to the Wagtail admin."""

from django.shortcuts import redirect
from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.auth import user_has_any_page_permission
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from .models import CatalogueIndexPage, CoursePage
from .rights import publishing_errors
from .viewsets import (
    ContributorViewSet,
    CoursePageViewSet,
    LicenceViewSet,
    LiveSessionViewSet,
    tell_refusal,
)

register_snippet(ContributorViewSet)
register_snippet(LicenceViewSet)


@hooks.register("register_admin_viewset")
def register_viewsets():
    return [
        LiveSessionViewSet("prakerja_live_sessions", url_prefix="live-classes"),
        CoursePageViewSet("prakerja_course_pages"),
    ]


@hooks.register("register_admin_urls")
def register_urls():
    return [path("courses/", open_catalogue, name="prakerja_courses_catalogue")]


def open_catalogue(request):
    """Lead to the catalogue in the page explorer."""
    catalogue = CatalogueIndexPage.objects.order_by("path").first()
    if catalogue is None:
        return redirect("wagtailadmin_explore_root")
    return redirect("wagtailadmin_explore", catalogue.pk)


class CoursesMenuItem(MenuItem):
    def is_shown(self, request):
        return user_has_any_page_permission(request.user)


@hooks.register("register_admin_menu_item")
def register_courses_menu_item():
    return CoursesMenuItem(
        _("Courses"),
        reverse_lazy("prakerja_courses_catalogue"),
        name="courses",
        icon_name="openquote",
        order=200,
    )


@hooks.register("before_bulk_action")
def refuse_to_publish_incomplete_courses(request, action_type, objects, action):
    """Check every course before any of them is published."""
    if action_type != "publish":
        return None
    refused = False
    for page in pages_to_publish(objects, action):
        course = page.get_latest_revision_as_object()
        if isinstance(course, CoursePage) and (errors := publishing_errors(course)):
            tell_refusal(request, course, [text for e in errors.values() for text in e])
            refused = True
    return redirect(action.next_url) if refused else None


def pages_to_publish(objects, action):
    for page in objects:
        yield page
        if action.cleaned_form.cleaned_data.get("include_descendants"):
            yield from page.get_descendants().not_live()
