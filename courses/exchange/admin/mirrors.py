"""Courses from elsewhere and their sources: lists of the admin to look at."""

from urllib.parse import urlsplit

from django.db.models import Case, Count, Q, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.generic import IndexView
from wagtail.permissions import register_permission_policy

from ...admin.tables import (
    CardTable,
    LabelledColumn,
    LabelledDateColumn,
    LabelledLinkColumn,
)
from ...lists import SeenViewSet
from ...media.admin import EditorsPolicy
from ...models import MirroredPage, MirrorSource

State = MirroredPage.State
URGENT = (State.WAITING, State.REFUSED, State.BEHIND, State.GONE)


class LookingPolicy(EditorsPolicy):
    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_permission(user, action)


for model in (MirrorSource, MirroredPage):
    register_permission_policy(model, LookingPolicy(model))


class MirroredFilterSet(WagtailFilterSet):
    class Meta:
        model = MirroredPage
        fields = ("state", "source")


class SeenIndexView(IndexView):
    table_class = CardTable
    any_permission_required = ("view",)

    @property
    def no_results_message(self):
        if self.is_searching or self.is_filtering:
            return super().no_results_message
        return _(
            "Nothing has been taken over from another site yet. Whoever looks after "
            "this site begins it with the command mirror_content."
        )


class MirroredIndexView(SeenIndexView):
    page_title = gettext_lazy("Mirrored courses")

    def get_base_queryset(self):
        rows = MirroredPage.objects.filter(kind=MirroredPage.Kind.COURSE)
        rank = Case(*ranks(), default=len(URGENT))
        return rows.select_related("source", "page").annotate(rank=rank)


def ranks():
    return [When(state=state, then=rank) for rank, state in enumerate(URGENT)]


def title_of(row):
    """As it is called here, so that editors find it."""
    return row.page.title if row.page else row.title


def host_of(row):
    return urlsplit(row.source.origin).netloc


def place_of(row):
    """The new version to decide on, or else the page."""
    if row.state == State.WAITING:
        return reverse("prakerja_courses_mirrored", args=[row.pk])
    return row.page_id and reverse("wagtailadmin_pages:edit", args=[row.page_id])


class MirroredViewSet(SeenViewSet):
    model = MirroredPage
    name = "prakerja_mirrored_pages"
    url_prefix = "mirrored-courses"
    icon = "download"
    menu_label = gettext_lazy("Mirrored courses")
    menu_order = 242
    menu_needs = MirrorSource
    index_view_class = MirroredIndexView
    filterset_class = MirroredFilterSet
    ordering = ("rank", "title", "pk")
    search_fields = ("title", "page__title")
    list_display = (
        LabelledLinkColumn("title", label=gettext_lazy("Title"), accessor=title_of,
                           get_url=place_of),
        LabelledColumn("state", label=gettext_lazy("State"),
                       accessor="state_text", sort_key="state"),
        LabelledColumn("problem", label=gettext_lazy("Problem")),
        LabelledColumn("source", label=gettext_lazy("Source"), accessor=host_of),
        LabelledDateColumn("taken_at", label=gettext_lazy("Taken"),
                           sort_key="taken_at"),
    )  # fmt: skip


class SourceIndexView(SeenIndexView):
    page_title = gettext_lazy("Sources of courses")

    def get_base_queryset(self):
        courses = Q(pages__kind=MirroredPage.Kind.COURSE)
        waiting = Q(pages__state=State.WAITING)
        return MirrorSource.objects.select_related("into").annotate(
            courses=Count("pages", filter=courses),
            waiting=Count("pages", filter=courses & waiting),
        )


def pages_of(source):
    return f"{reverse('prakerja_mirrored_pages:index')}?source={source.pk}"


class SourceViewSet(SeenViewSet):
    model = MirrorSource
    name = "prakerja_mirror_sources"
    url_prefix = "course-sources"
    icon = "site"
    menu_label = gettext_lazy("Sources of courses")
    menu_order = 243
    menu_needs = MirrorSource
    index_view_class = SourceIndexView
    ordering = ("origin", "pk")
    list_display = (
        LabelledLinkColumn("origin", label=gettext_lazy("Source"), get_url=pages_of),
        LabelledColumn("into", label=gettext_lazy("Into")),
        LabelledColumn("courses", label=gettext_lazy("Courses")),
        LabelledColumn("waiting", label=gettext_lazy("New versions")),
        LabelledDateColumn("last_in_step_at", label=gettext_lazy("Last in step")),
        LabelledColumn("last_error", label=gettext_lazy("Last error")),
    )  # fmt: skip
