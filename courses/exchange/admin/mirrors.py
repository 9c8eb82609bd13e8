"""Courses from elsewhere in the admin: lists to look at, and versions to decide on."""

from collections import Counter
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.db.models import Case, Count, Q, When
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permissions import register_permission_policy

from ...admin.mirrored import may_adapt
from ...admin.tables import (
    CardTable,
    LabelledColumn,
    LabelledDateColumn,
    LabelledLinkColumn,
)
from ...lists import SeenViewSet
from ...media.admin import EditorsPolicy
from ...models import MirroredPage, MirrorSource
from ..mirroring import comparing, deciding
from ..mirroring.deciding import Overtaken, version_keep, version_take
from ..mirroring.documents import Refused

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
    page_title = gettext_lazy("Courses from elsewhere")

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
    menu_label = gettext_lazy("Courses from elsewhere")
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
                       accessor="get_state_display", sort_key="state"),
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


class VersionView(WagtailAdminTemplateMixin, TemplateView):
    """A new version of a course beside the one here, to take or to leave."""

    template_name = "prakerja_courses/mirrors/version.html"
    header_icon = "download"
    page_title = gettext_lazy("New version at the source")

    def dispatch(self, request, *args, **kwargs):
        if not (self.row.page and self.permissions.can_edit()):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def row(self):
        courses = MirroredPage.objects.filter(kind=MirroredPage.Kind.COURSE)
        rows = courses.select_related("source", "page")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    @cached_property
    def permissions(self):
        return self.row.page.permissions_for_user(self.request.user)

    @property
    def publishes(self):
        """Only who may publish replaces what the public sees."""
        wanted = self.row.page.live or self.row.source.options.get("publish")
        return bool(wanted and self.permissions.can_publish())

    def get_page_subtitle(self):
        return title_of(self.row)

    def get_breadcrumbs_items(self):
        listing = {
            "url": reverse("prakerja_mirrored_pages:index"),
            "label": MirroredIndexView.page_title,
        }
        here = {"url": "", "label": self.page_title, "sublabel": title_of(self.row)}
        return [*self.breadcrumbs_items, listing, here]

    def get_context_data(self, **kwargs):
        row = self.row
        found = {"row": row, "publishes": self.publishes}
        if row.waiting is not None:
            here = comparing.document_of(row.page_id)
            found["facts"] = comparing.facts(here, row.waiting)
            found |= texts(comparing.lines(here, row.waiting))
            found["obstacles"] = deciding.obstacles(row, self.request.user)
            found["reviewed"] = deciding.reviewed(row)
            found["may_adapt"] = may_adapt(row)
        return super().get_context_data(**found, **kwargs)

    def post(self, request, *args, **kwargs):
        # What was read is what is decided on: a run may have brought a newer one.
        try:
            if self.row.waiting_digest != request.POST.get("version"):
                raise Overtaken
            self.decide(request)
        except Overtaken:
            messages.warning(request, _("There is another version by now. Read it."))
            return redirect("prakerja_courses_mirrored", self.row.pk)
        return redirect("wagtailadmin_pages:edit", self.row.page_id)

    def decide(self, request):
        if not self.row.waiting:
            raise Overtaken
        if "take" in request.POST:
            self.take(request)
        else:
            version_keep(row=self.row)
            messages.success(request, _("Your version stays."))

    def take(self, request):
        try:
            problems = version_take(
                row=self.row, user=request.user, publish=self.publishes
            )
        except Refused as error:
            messages.error(request, str(error))
            return
        for problem in problems:
            messages.warning(request, problem)
        messages.success(request, _("The new version was taken."))


def texts(lines):
    changes = Counter(line.change for line in lines)
    return {
        "passages": comparing.passages(lines),
        "added": changes["added"],
        "removed": changes["removed"],
    }


urlpatterns = [
    path(
        "mirrored-courses/<int:pk>/version/",
        VersionView.as_view(),
        name="prakerja_courses_mirrored",
    )
]
