"""The videos in the admin: to be looked at, and to be checked once more."""

from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.shortcuts import redirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import TitleColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permissions import page_permission_policy, register_permission_policy

from ..admin.spreadsheets import ReadableExport
from ..admin.tables import CardTable, LabelledColumn, LabelledDateColumn
from ..lists import SeenViewSet
from ..models import MediaItem
from .tasks import check_soon

NAME = "prakerja_media"
LONGEST_HISTORY = 50


class EditorsPolicy(BasePermissionPolicy):
    """Whoever may change pages of others may look; nobody adds, edits or deletes.

    To have a video checked takes the right to change a page that shows it.
    """

    def user_has_permission(self, user, action):
        if action != "view" or not user.is_active:
            return False
        held = page_permission_policy.get_cached_permissions_for_user(user)
        codenames = {each.permission.codename for each in held}
        return user.is_superuser or "change_page" in codenames

    def user_has_permission_for_instance(self, user, action, instance):
        if action == "change":
            return pages_to_change(user, instance).exists()
        return self.user_has_permission(user, action)

    def users_with_any_permission(self, actions):
        return page_permission_policy.users_with_permission("publish")


def pages_to_change(user, item):
    mine = page_permission_policy.instances_user_has_permission_for(user, "change")
    return item.pages.filter(pk__in=mine.order_by().values("pk")).order_by("title")


policy = EditorsPolicy(MediaItem)
register_permission_policy(MediaItem, policy)


class MediaFilterSet(WagtailFilterSet):
    class Meta:
        model = MediaItem
        fields = ("state", "provider", "kind")


class MediaIndexView(ReadableExport, IndexView):
    table_class = CardTable
    page_title = gettext_lazy("Videos")
    any_permission_required = ("view",)
    list_export = (
        "title",
        "video.url",
        "get_state_display",
        "failed_days",
        "checked_at",
        "used_on",
    )
    export_headings = {
        "video.url": gettext_lazy("Address"),
        "get_state_display": gettext_lazy("State"),
        "used_on": gettext_lazy("Pages"),
    }

    def get_base_queryset(self):
        return MediaItem.objects.used().annotate(used_on=Count("uses"))


class MediaView(InspectView):
    """One video: where it is shown and what was seen, look by look."""

    any_permission_required = ("view",)
    template_name = "prakerja_courses/media/admin/video.html"
    page_title = gettext_lazy("Video")

    def get_context_data(self, **kwargs):
        pages = pages_to_change(self.request.user, self.object)
        return super().get_context_data(
            pages=pages,
            elsewhere=self.object.pages.count() - pages.count(),
            looks=self.object.checks.all()[:LONGEST_HISTORY],
            **kwargs,
        )


@method_decorator(require_POST, name="dispatch")
class CheckView(MediaView):
    """Have a video checked; its provider may take longer than anybody waits here."""

    def post(self, request, *args, **kwargs):
        if not self.user_has_permission_for_instance("change", self.object):
            raise PermissionDenied
        check_soon(self.object)
        text = _("We check it in a moment. Open this page again to see what was found.")
        messages.success(request, text)
        return redirect(f"{NAME}:inspect", self.object.pk)


class MediaViewSet(SeenViewSet):
    model = MediaItem
    name = NAME
    url_prefix = "videos"
    icon = "media"
    menu_label = gettext_lazy("Videos")
    menu_order = 240
    inspect_view_enabled = True
    index_view_class = MediaIndexView
    inspect_view_class = MediaView
    filterset_class = MediaFilterSet
    ordering = ("-failed_days", "title", "pk")
    search_fields = ("title", "video_id", "uses__page__title")
    export_filename = "videos"
    list_display = (
        TitleColumn("title", label=gettext_lazy("Title"), accessor=str,
                    url_name=f"{NAME}:inspect", sort_key="title"),
        LabelledColumn("state", label=gettext_lazy("State"),
                       accessor="get_state_display"),
        LabelledColumn("failed_days", label=gettext_lazy("Days of failure"),
                       sort_key="failed_days"),
        LabelledDateColumn("checked_at", label=gettext_lazy("Last look"),
                           sort_key="checked_at"),
        LabelledColumn("used_on", label=gettext_lazy("Pages"), sort_key="used_on"),
    )  # fmt: skip

    def get_urlpatterns(self):
        check = self.construct_view(CheckView, **self.get_inspect_view_kwargs())
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/check/", check, name="check"),
        ]
