"""A version from elsewhere in the admin, beside the one here, to decide on."""

from collections import Counter

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ...admin.mirrored import may_adapt
from ...models import MirroredPage
from ..mirroring import comparing, deciding
from ..mirroring.deciding import Overtaken, version_keep, version_take
from ..mirroring.documents import Refused
from .mirrors import MirroredIndexView, title_of


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
            here = comparing.document_of(row)
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
