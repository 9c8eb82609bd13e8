"""Drafts are seen by who writes them and by who may change them, by nobody else.

Wagtail's ownership rule decides who may edit a page; its listings show every draft
below a place where somebody may add pages.
"""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.pages.preview import PreviewOnCreateView
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.utils.urlpatterns import decorate_urlpatterns

from .models import CoursePage
from .querysets import lessons_of_unpublished_courses

ADD = "add_page"


class OwnDraftsPolicy(PagePermissionPolicy):
    """Wagtail's policy without the drafts of others, wherever pages are listed.

    The hooks below cover explorer and choosers on any host; this also covers search,
    site history and the other reports. A host registers it for its pages with
    ``wagtail.permissions.register_permission_policy``.
    """

    def explorable_instances(self, user):
        return without_drafts_of_others(super().explorable_instances(user), user)


def without_drafts_of_others(pages, user):
    """Leave out the drafts of others that ``user`` may not edit."""
    if user.is_superuser:
        return pages
    return pages.exclude(pk__in=drafts_of_others(user).order_by().values("pk"))


def drafts_of_others(user):
    """Those that ``user`` may not edit; nobody asks this for an administrator."""
    hidden = Page.objects.filter(drafts()).exclude(owner=user)
    for place in editable_paths(user):
        hidden = hidden.exclude(path__startswith=place)
    return hidden


def drafts():
    """Unpublished courses and lessons, and published lessons of an unpublished one."""
    of_ours = Q(coursepage__isnull=False) | Q(lessonpage__isnull=False)
    return (of_ours & Q(live=False)) | Q(pk__in=lessons_of_unpublished_courses())


def editable_paths(user):
    """Where somebody may do more than add pages of their own."""
    rights = PagePermissionPolicy().get_cached_permissions_for_user(user)
    return {each.page.path for each in rights if each.permission.codename != ADD}


def hide_in_explorer(parent_page, pages, request):
    return without_drafts_of_others(pages, request.user)


def hide_in_chooser(pages, request):
    return without_drafts_of_others(pages, request.user)


def refuse_lessons_of_others(request, parent_page, page_class):
    """A lesson changes the course it stands in: only who may edit that may add one."""
    course = parent_page.specific
    if isinstance(course, CoursePage) and not may_edit(course, request.user):
        raise PermissionDenied


def may_edit(page, user):
    return page.permissions_for_user(user).can_edit()


class OwnCoursePreviewView(PreviewOnCreateView):
    """Wagtail asks its hook before adding a page, but not before previewing one."""

    def get_object(self):
        parent = get_object_or_404(Page, pk=self.parent_object_id)
        refuse_lessons_of_others(self.request, parent, self.content_type.model_class())
        return super().get_object()


class PageTypesReport(PageTypesUsageReportView):
    """Wagtail's report, naming only pages that its reader may see elsewhere.

    Wagtail offers no hook: a host puts ``page_types_urls`` before Wagtail's own.
    """

    def decorate_paginated_queryset(self, page_types):
        page_types = super().decorate_paginated_queryset(page_types)
        last = [item.last_edited_page_id for item in page_types]
        pages = Page.objects.filter(pk__in=[pk for pk in last if pk])
        seen = set(
            without_drafts_of_others(pages, self.request.user).values_list(
                "pk", flat=True
            )
        )
        for item in page_types:
            if item.last_edited_page_id not in seen:
                item.last_edited_page = None
        return page_types


page_types_urls = decorate_urlpatterns(
    [
        path("", PageTypesReport.as_view()),
        path("results/", PageTypesReport.as_view(results_only=True)),
    ],
    require_admin_access,
)
